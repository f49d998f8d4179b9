"""The words of the invented portfolio: how companies are called in each country, what is sold, and what it is for.

Every company made of these words is invented. Goods are real products; classes are what sellers usually declare, not advice.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LINE_BREAK = "⏎"  # stands for a line break inside a cell until the rows that lose cells have been cut
ROOTS = (
    "Hanbit Daesung Miraeon Dongwha Sejin Nuri Aram Garam Narae Solbit Pacific Northern Summit Harbor Cedar Atlas Orion Vega Polaris Quantum Helix "
    "Delta Sigma Vertex Apex Zenith Crystal Silver Granite Meridian Bluewave Greenfield Riverside Highland Sunrise Evergreen Golden Bright United "
    "Global Advanced First Star Titan Falcon Phoenix Lotus Bamboo Jade Coral Pearl Maple Oak Birch Linden Kestrel Heron Swift Novum Lumen Cobalt"
).split()
SYLLABLES = "an bel cor dan er fal gan hol in jun kar lor mon nor os pel qui ros sol tan ul ver wen xi yun zan ka ri no mi to sa ha ne".split()
TRADES = "Technology Electronics Systems Semiconductor Trading Digital Solutions Computing Networks Industries Data Robotics Components".split()
FORMS = {
    "KR": ["Co., Ltd.", "Inc.", "Corp."], "US": ["Inc.", "LLC", "Corporation", "Corp."], "JP": ["K.K.", "Co., Ltd."], "TW": ["Co., Ltd.", "Inc."],
    "DE": ["GmbH", "AG", "GmbH & Co. KG"], "SG": ["Pte. Ltd.", "Pte Ltd"], "MY": ["Sdn. Bhd.", "Berhad"], "VN": ["Co., Ltd.", "JSC"],
    "IN": ["Pvt. Ltd.", "Private Limited"], "CN": ["Co., Ltd."], "HK": ["Limited", "Co., Limited"], "AE": ["FZE", "L.L.C."], "RU": ["OOO", "JSC"],
}  # fmt: skip
CITIES = {"CN": "Shenzhen Beijing Shanghai Hangzhou Suzhou Wuhan", "KR": "Seoul Busan Daejeon", "JP": "Tokyo Osaka", "VN": "Hanoi Saigon"}
HANGUL = "한 빛 대 성 미 래 동 화 세 진 누 리 아 람 가 온 나 무 다 솔 라 움 서 원 유 신 은 하 정 우 태 영 광 명 경 남 강 산 두 현 인".split()
HANGUL_TRADES = "전자 반도체 테크 시스템 상사 정보통신 솔루션 물산 네트웍스 컴퓨터 소프트 유통 과학 로보틱스 데이터".split()
HAN = "華 東 明 光 永 昌 宏 達 信 和 新 泰 豊 安 瑞 聯 鼎 晶 智 創 中 三 大 正 天 海 山 林 松 川".split()
HAN_TRADES = {"CN": "科技 电子 信息技术 贸易 网络科技 半导体 智能".split(), "TW": "科技 電子 半導體 資訊 貿易 精密 電腦".split(), "JP": "電機 商事 電子 情報 製作所 精密 通信".split()}
HAN_CITIES = "深圳市 北京 上海 杭州 苏州 武汉 广州 南京".split()
SIMPLIFIED = str.maketrans("華東達豊聯創", "华东达丰联创")
END_USES = (
    "resale to retail customers|office computers|internal IT, replacement|gaming PCs|factory automation|video editing workstations|school computer room|"
    "web hosting|ERP database servers|point-of-sale terminals|medical imaging viewer|call centre|CAD and product design|network upgrade|spare parts stock|"
    "online shop back end|machine vision on the production line|university course|digital signage|system integration for end customers|warranty replacement|"
    "사내 업무용 PC|게임용 PC 조립 판매|공장 자동화 설비|대학 실습실|쇼핑몰 서버 운영|영상 편집|사무실 네트워크 교체|재판매용 재고|연구실 장비, 교내 사용|"
    "스마트팩토리 비전 검사|콜센터 증설|병원 영상 저장 서버|社内業務用|官网服务器|教學用電腦|+82-2-555-0100 담당자 확인 후 기재|"
    "chatbot for customer service (inference)|recommendation model, inference|fine-tuning an open language model|LLM inference for internal search|"
    "생성형 AI 서비스 추론|언어 모델 미세 조정|rendering farm|weather model research|drug discovery simulation|자율주행 인식 모델 학습|fraud detection, retail bank"
).split("|")  # fmt: skip
ORDINARY_USES = 37  # the rest is artificial intelligence
DATA_CENTER = """HGX H200 8-GPU|935-24287-0041-000|4A090.a|265000
HGX H100 8 GPU, SXM5 80GB|935-24287-0010-300|4A090.a|215000
NVIDIA H100 80GB SXM5||4A090.a|28000
NVIDIA H100 NVL 94GB||4A090.a|27000
NVIDIA H200 NVL 141GB||4A090.a|31000
엔비디아 H100 서버 8장||4A090.a|230000
엔비디아 H200 SXM 141GB||4A090.a|30000
엔비디아 A100 80GB PCIe||4A090.a|9500
NVIDIA A100 40GB PCIe||4A090.a|6500
DGX H100||5A002.z.1|310000
DGX B200||5A002.z.1|420000
HGX B200||5A002.z.1|380000
엔비디아 B200 8-GPU 서버||5A002.z.1|390000
GB200 NVL72||5A002.z.1|3100000
NVIDIA L40S|900-2G133-0080-000|4A090.a|7400
엔비디아 L40S 48GB||4A090.a|7300
NVIDIA L40 48GB|||6400
NVIDIA L4 24GB|||2400
엔비디아 L4|||2350
NVIDIA T4 16GB||4A994.l|1100
NVIDIA A2 16GB||4A994.l|1200
NVIDIA A10 24GB||5A992.c|2800
NVIDIA A30 24GB|||4600
NVIDIA RTX PRO 6000 Blackwell Server Edition|900-2G153-0010-000|4A090.a|8600
RTX 6000 Ada Generation|||6800
GeForce RTX 4090|||1900
AMD Instinct MI300X|||14500
AMD MI210|||8000
Intel Gaudi 3|||15600
NVIDIA H20 96GB||4A994.l|12000
PowerEdge XE9680 with 8x H100|||285000
Supermicro SYS-821GE-TNHR, 8x H200|||290000
HGX H1O0 8-GPU|||214000"""
MACHINES = """p5.48xlarge|98.3|1|p5.48xlarge, 1 month reserved|98.3|1|p4d.24xlarge|32.8|1|ND96isr_H100_v5|98.3|1|a3-highgpu-8g|88.2|1|a2-highgpu-1g|3.7|1
g5.xlarge|1.0|1|g5.12xlarge|5.7|1|g4dn.xlarge|0.53|1|g6.xlarge|0.8|1|g6e.12xlarge|10.5|1|Standard_NC24ads_A100_v4|3.7|1
m7i.large|0.1|0|m7i.4xlarge|0.8|0|c7g.2xlarge|0.29|0|r7i.xlarge|0.26|0|t3.medium|0.04|0|t3.micro|0.01|0|e2-standard-4|0.13|0|n2-standard-8|0.39|0|D4s_v5|0.19|0
B2ms|0.08|0|object storage, 1 TB|0.03|0|managed PostgreSQL, 4 vCPU|0.42|0|load balancer|0.02|0|일반 서버 4vCPU 16GB|0.12|0|웹 호스팅 기본형|0.01|0"""


def ordinary_goods() -> list[tuple[str, str, float]]:
    """Return texts, classes and prices in dollars of goods in which nothing is to be found."""
    wares: list[tuple[str, str, float]] = []

    def add(pattern: str, choices: Sequence[str], eccn: str, price: float) -> None:
        for parts in itertools.product(*(each.split("|") for each in choices)):
            wares.append((pattern.format(*parts), eccn, round(price * (1 + 0.37 * (len(wares) % 7)), 2)))

    add("{} GeForce RTX {}", ["ASUS|MSI|GIGABYTE|ZOTAC", "3050 8GB|4060 8GB|5060 8GB|5060 Ti 16GB|5070 12GB"], "5A992.c", 240)
    add("지포스 RTX {} 그래픽카드", ["4060 8GB|5060 8GB|5070 12GB"], "5A992.c", 260)
    add("AMD Ryzen {}", ["5 7600|7 7700X|7 9700X|9 9900X|9 9950X|5 8600G"], "5A992.c", 180)
    add("Intel Core {}", ["i3-14100|i5-14400F|i5-14600K|i7-14700K|i9-14900K|Ultra 7 265K"], "5A992.c", 130)
    add("{} processor, tray", ["Intel Xeon Silver 4410Y|Intel Xeon Gold 6430|AMD EPYC 9124|AMD EPYC 9354|Intel Xeon E-2434"], "5A992.c", 650)
    add("{} DDR5-5600 {} {}", ["Samsung|SK hynix|Micron", "16GB|32GB|64GB", "UDIMM|SODIMM|RDIMM"], "EAR99", 55)
    add("삼성 DDR4 {} 메모리", ["8GB|16GB|32GB"], "EAR99", 30)
    add("{} NVMe SSD {}", ["Samsung 990 PRO|WD Black SN850X|SK hynix P41|Crucial T500", "500GB|1TB|2TB|4TB"], "5A992.c", 60)
    add("{} SATA HDD {}", ["Seagate IronWolf|WD Red Plus|Toshiba N300", "4TB|8TB|16TB"], "EAR99", 95)
    add("{} 모니터 {}", ["LG|삼성", "24인치 FHD|27인치 QHD|32인치 4K|34인치 울트라와이드"], "EAR99", 150)
    add("{} monitor {}", ["Dell|LG|BenQ", "24 inch FHD|27 inch QHD|32 inch UHD"], "EAR99", 160)
    add("{} cable {}", ["HDMI 2.1|DisplayPort 1.4|USB-C|Cat6A patch|SFP+ DAC", "0.5m|1m|2m|5m"], "EAR99", 6)
    add("{} 케이블 {}", ["HDMI|랜 CAT6|전원", "1m|2m|3m|5m"], "EAR99", 4)
    add("{} motherboard, {}", ["B650|X870|B760|Z790", "ATX|mATX|ITX"], "5A992.c", 140)
    add("{} power supply {}", ["Seasonic|Corsair|마이크로닉스", "650W|850W|1000W|1200W"], "EAR99", 90)
    add("{} CPU cooler", ["air 120mm|air dual tower|AIO 240mm|AIO 360mm"], "EAR99", 45)
    add("{} laptop {}", ["ThinkPad|LG gram|Galaxy Book|ProBook", "14 inch 16GB|14 inch 32GB|16 inch 16GB"], "5A992.c", 900)
    add("{} Ethernet switch", ["8-port|16-port|24-port PoE|48-port managed"], "5A991.b", 120)
    add("{} router", ["Wi-Fi 6|Wi-Fi 7|branch office VPN"], "5A992.c", 110)
    add("{} {} 노트북", ["삼성|LG|레노버", "14인치|15인치|16인치 i7"], "5A992.c", 850)
    add("{} toner cartridge, {}", ["HP|Canon|Brother", "black|cyan|magenta|yellow"], "EAR99", 70)
    add("{} microSD {}", ["SanDisk|삼성|Kingston", "64GB|128GB|256GB"], "EAR99", 12)
    add("smartphone {} {}", ["Galaxy A56|Galaxy S25|Pixel 9", "128GB|256GB"], "5A992.c", 420)
    add("{} tablet {}", ["Galaxy Tab|Lenovo Tab", "64GB|128GB|256GB"], "5A992.c", 210)
    add("microcontroller STM32{}", ["F103C8T6|F407VGT6|G031K8|H743ZI|L476RG"], "EAR99", 3)
    add("MLCC {} {}", ["0402|0603|0805", "100nF|1uF|10uF"], "EAR99", 0.02)
    add("{} sensor module", ["temperature|humidity|pressure|proximity|light"], "EAR99", 4)
    add("{}", ["wireless keyboard|optical mouse|USB hub 7-port|webcam 1080p|UPS 1500VA|rack rail kit|ABS 케이스 미들타워|무선 키보드 마우스 세트|서버 랙 42U|레이저 프린터"], "EAR99", 35)
    add("{} server, no GPU", ["PowerEdge R660|PowerEdge R760|ProLiant DL360 Gen11|ProLiant DL380 Gen11|ThinkSystem SR630 V3"], "5A992.c", 5200)
    add("Raspberry Pi {}", ["5 8GB|5 4GB|4 4GB|Zero 2 W"], "5A992.c", 45)
    add("{}", ["spare parts as agreed|CPU, boxed" + LINE_BREAK + "retail version|基板部品 一式|메인보드 부속, 포장 단위 10개"], "", 20)
    return wares


@dataclass(frozen=True, slots=True)
class Goods:
    """What is sold; the first are ordinary goods, then data-center goods, plain machines and machines with GPUs."""

    text: npt.NDArray[np.object_]
    part: npt.NDArray[np.object_]
    eccn: npt.NDArray[np.object_]
    price: npt.NDArray[np.float64]
    groups: tuple[npt.NDArray[np.int64], ...]


def goods(rng: np.random.Generator) -> Goods:
    """Return the catalogue of the seller: some 400 texts, with part numbers as sellers have them."""
    plain = [(text, "", eccn, price) for text, eccn, price in ordinary_goods()]
    chips = [(text, part, eccn, float(price)) for text, part, eccn, price in (each.split("|") for each in DATA_CENTER.splitlines())]
    words = [word for line in MACHINES.splitlines() for word in line.split("|")]
    rented = sorted((int(gpu), text, float(price)) for text, price, gpu in zip(words[::3], words[1::3], words[2::3], strict=True))
    rows = plain + chips + [(text, "", "" if gpu else "5A992.c", price) for gpu, text, price in rented]
    numbers = [f"{rng.integers(0, 10**8):08d}" if at % 3 else f"{'ABCDEFGH'[at % 8]}X-{rng.integers(1000, 99999)}" for at in range(len(plain))]
    part = ["NA" if at % 41 == 0 else number for at, number in enumerate(numbers)] + [row[1] for row in rows[len(plain) :]]
    ends = np.cumsum([0, len(plain), len(chips), sum(not gpu for gpu, _, _ in rented), sum(gpu for gpu, _, _ in rented)])
    groups = tuple(np.arange(start, end) for start, end in itertools.pairwise(ends))
    text, _, eccn, price = (np.array(column, dtype=object) for column in zip(*rows, strict=True))
    return Goods(text, np.array(part, dtype=object), eccn, price.astype(float), groups)


def invented(rng: np.random.Generator, country: str) -> str:
    """Return a company name as companies of `country` have them, in Latin letters or the country's own script."""

    def pick(words: Sequence[str]) -> str:
        return words[int(rng.integers(len(words)))]

    native = rng.random() < {"KR": 0.6, "JP": 0.5, "TW": 0.5, "CN": 0.55, "HK": 0.2}.get(country, 0)
    if native and country == "KR":
        root = "".join(pick(HANGUL) for _ in range(int(rng.integers(2, 4)))) + pick(HANGUL_TRADES)
        return pick(["주식회사 {}", "(주){}", "{} 주식회사", "㈜{}", "{}", "{} 유한회사"]).format(root)
    if native:
        style = country if country in HAN_TRADES else "TW"
        root = pick(HAN) + pick(HAN) + (pick(HAN) if rng.random() < 0.4 else "") + pick(HAN_TRADES[style])
        if style == "JP":
            return pick(["株式会社{}", "{}株式会社", "{}有限会社"]).format(root)
        return pick(HAN_CITIES) + root.translate(SIMPLIFIED) + "有限公司" if style == "CN" else root + pick(["股份有限公司", "有限公司"])
    root = pick(ROOTS) if rng.random() < 0.4 else "".join(pick(SYLLABLES) for _ in range(int(rng.integers(2, 4)))).title()
    city = pick(CITIES[country].split()) + " " if country in CITIES and rng.random() < 0.35 else ""
    second = f" {pick(TRADES)}" if rng.random() < 0.3 else ""
    return f"{city}{root}{second} {pick(TRADES)} {pick(FORMS.get(country, ['Ltd.', 'S.A.', 'Group']))}"


def misspelt(rng: np.random.Generator, name: str) -> str:
    """Return another spelling of `name`: a slip of the keyboard, other punctuation, capitals, or no legal form."""
    at = int(rng.integers(1, max(2, len(name) - 1)))
    match int(rng.integers(6)):
        case 0:
            return name[: at - 1] + name[at : at + 1] + name[at - 1 : at] + name[at + 1 :]
        case 1:
            return name[:at] + name[at + 1 :]
        case 2:
            return name[:at] + name[at - 1 :]
        case 3:
            return name.upper() if name.isascii() else re.sub(r"주식회사 ?|\(주\)|㈜|有限公司|株式会社", "", name) + " "
        case 4:
            return re.sub(r",? (Co\.?,? Ltd\.?|Inc\.|LLC|GmbH|Pte\. Ltd\.)$", "", name)
        case _:
            return re.sub(r"\. ?|, ?", " ", name).strip()
