"""In which encoding a text is written, and what becomes of bytes that are not of it.

Only what a sample makes plain is accepted; otherwise the user is asked for `--encoding`. UTF-8 and UTF-16 prove
themselves. CP949 and GB18030 share most of their bytes, so they are told apart by reading: the sample is decoded as
each, and the one in which at least 30 % of the signs are among the most frequent Hangul syllables (or hanzi), and at
least twice as many as in the other, is taken (a text in the wrong one of the two reads as rare signs, some 5-10 %).
Bytes that no encoding explains are marked, never dropped: they make their own row unreadable and no other.
"""

from __future__ import annotations

import codecs
import re

from screening.batch.intake.source import refusal

SAMPLE = 1_000_000
UTF8 = "utf-8"
MARKED = "screening.marked"
BOMS = {b"\xef\xbb\xbf": UTF8, b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
GIVEN = {
    "utf8": UTF8, "utf8sig": UTF8, "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be",
    "cp949": "cp949", "euckr": "cp949", "uhc": "cp949", "ms949": "cp949", "ksc5601": "cp949",
    "gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030",
    "cp1252": "cp1252", "windows1252": "cp1252", "latin1": "latin-1", "iso88591": "latin-1",
    "shiftjis": "cp932", "cp932": "cp932", "big5": "cp950", "cp950": "cp950",
}  # fmt: skip
"""What `--encoding` may say (without regard to case, hyphens and underscores), and the codec that reads it."""

HANGUL = frozenset(
    "이다는에의가을로고하지은한를도들사기인해시어자아리대정나수일과그부으전있서구제스주보라상원장관동국성여만조와소"
    "게니경진공영신세안용마비무유방위면요화것물미거트모선식실러생중연회할없금양재었내결계개당행치적단통분년설간강출"
    "우발체때입명업본물학문산호심반작오까건르드남지터술파크노복처음민차체불두교등달직모품목타색역저추습래려불점석법천최"
    "김박임홍송황허권류북울종특별광길층번매월육칠팔구십백억원삼현엘씨제약철료텔레콤카컴퓨클텍테프그룹센델닉하이홀딩책"
    "운손말른워데져예투견표확린려편질외또런런향근루급준항준록활형활류청능히될된됩습니까던받량력련롱론판평독패포"
)
HANZI = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然"
    "前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无"
    "系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组"
    "见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增"
    "争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八"
    "离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验"
    "京上海深圳市限司贸易技份股集团有网络智能软硬件数码芯片半导体服务器算云计购销进出口江苏浙湖河川省州县港澳台湾厦杭武汉"
    "成都重庆天津李王刘陈杨黄赵周吴徐孙朱胡郭林何罗郑梁谢宋唐租赁训练模型航院所浪潮曙寒武纪华腾讯阿巴百度微企号街楼室层"
)


def detect(sample: bytes, given: str | None, where: str, *, whole: bool) -> str:
    """Return the codec for a sample of a text; `whole` says that the sample is all of it. Refuse what is not plain."""
    marked = next((name for bom, name in BOMS.items() if sample.startswith(bom)), None)
    if given is not None:
        return _given(given, marked, where)
    if marked is not None:
        return marked
    if b"\0" in sample:
        return _sixteen(sample, where)
    utf8 = codecs.getincrementaldecoder(UTF8)
    try:
        utf8().decode(sample, whole)
        return UTF8
    except UnicodeDecodeError:
        signs = [sign for sign in utf8("replace").decode(sample, whole) if sign > "\x7f"]
    if signs.count("\ufffd") * 2 <= len(signs):
        return UTF8  # some rows in another encoding: they are rejected, the rest is read
    first = re.search(rb"[\x80-\xff]", sample)
    text = sample[first.start() if first else 0 :][: SAMPLE // 4]
    korean, chinese = _share(text, "cp949", HANGUL), _share(text, "gb18030", HANZI)
    if max(korean, chinese) < 0.3 or max(korean, chinese) < 2 * min(korean, chinese):
        message = "the text is not UTF-8, and too little of it reads as Korean (CP949) or Chinese (GB18030)"
        raise refusal(
            "E504", where, message, "save it as UTF-8, or say what it is with --encoding cp949 or --encoding gb18030"
        )
    return "cp949" if korean > chinese else "gb18030"


def _given(given: str, marked: str | None, where: str) -> str:
    name = GIVEN.get(re.sub(r"[-_\s]", "", given.casefold()))
    if name is None:
        message = f"`{given[:40]}` is no encoding that is read"
        raise refusal("E504", where, message, "utf-8, utf-16, cp949, gb18030, cp1252, latin-1, shift_jis or big5")
    if marked is not None and not marked.startswith(name):
        raise refusal(
            "E504", where, f"it is to be read as {name}, but begins with the mark of {marked}", "leave out --encoding"
        )
    if name == "utf-16":
        return marked or "utf-16-le"
    return name


def _sixteen(sample: bytes, where: str) -> str:
    """UTF-16 without a mark: nearly every NUL is the upper half of an ASCII sign, and the halves make a text."""
    sample = sample[: len(sample) // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    name, upper = ("utf-16-be", even) if even > odd else ("utf-16-le", odd)
    try:
        codecs.getincrementaldecoder(name)().decode(sample)
        plain = upper * 20 >= len(sample) and upper >= 19 * min(even, odd)
    except UnicodeDecodeError:
        plain = False
    if not plain:
        message = "this is not text (it holds NUL bytes)"
        raise refusal("E502", where, message, "give CSV, JSON lines, Parquet or XLSX")
    return name


def _share(text: bytes, codec: str, common: frozenset[str]) -> float:
    """How many of the signs beyond ASCII are common ones; bytes that are no text in this encoding count against it."""
    signs = [sign for sign in codecs.getincrementaldecoder(codec)("replace").decode(text) if sign > "\x7f"]
    letters = [sign for sign in signs if not ("\u3000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uffef")]
    return sum(sign in common for sign in letters) / len(letters) if letters else 0.0


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Stand a lone surrogate for each byte that could not be decoded: no valid text has one, so the row is found again."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(MARKED, _mark)


def readable(record: bytes, *, marked: bool) -> str:
    """Decode a record of which some bytes are no text: they become the lone surrogates U+DC00 + byte."""
    return record.decode(UTF8, "surrogatepass" if marked else "surrogateescape")


def shown(text: str) -> str:
    r"""Write the bytes that are no text, and NUL, as `\xNN`."""
    return re.sub(r"[\udc00-\udcff\0]", lambda match: f"\\x{ord(match[0]) & 0xFF:02x}", text)
