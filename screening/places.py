"""Countries from what people write: ISO codes, and names in English, Korean and Chinese.

Names come from pycountry (ISO) and babel (CLDR); only what the law needs beyond them is written here. A text that is
not a country is an error with the nearest one, never a guess. Hong Kong keeps its code here; that the EAR have treated
it as China since 2020-12-23 is applied where facts are derived.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache

# ISO 3166-1 alpha-2 plus XK (Kosovo, user-assigned): checked against pycountry in the tests. Kept as a constant so that
# the usual case, a code, needs no database.
CODES = frozenset(
    ["AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "XK", "YE", "YT", "ZA", "ZM", "ZW"]
)

# Regions that part 746 names (15 CFR 746.6); they lie in Ukraine.
REGIONS = {
    "crimea": "crimea", "크림": "crimea", "크림반도": "crimea", "克里米亚": "crimea", "ua-43": "crimea", "ua-40": "crimea",
    "sevastopol": "crimea", "dnr": "dnr", "so-called donetsk people's republic": "dnr", "donetsk people's republic": "dnr",
    "lnr": "lnr", "so-called luhansk people's republic": "lnr", "luhansk people's republic": "lnr",
}  # fmt: skip

# Names in daily use that neither ISO nor CLDR lists.
COMMON = {
    "prc": "CN", "mainland china": "CN", "p.r. china": "CN", "中国大陆": "CN", "중국 본토": "CN", "usa": "US", "u.s.": "US",
    "u.s.a.": "US", "uk": "GB", "u.k.": "GB", "uae": "AE", "u.a.e.": "AE", "korea": "KR", "south korea": "KR",
    "rok": "KR", "dprk": "KP", "홍콩": "HK", "香港": "HK", "마카오": "MO", "澳门": "MO", "hong kong": "HK", "macau": "MO",
    "macao": "MO", "turkey": "TR", "ivory coast": "CI", "burma": "MM", "russia": "RU", "베트남": "VN", "美国": "US",
    "한국": "KR", "남한": "KR", "호주": "AU", "터키": "TR", "사우디": "SA", "남아공": "ZA", "阿联酋": "AE", "澳門": "MO", "韩国": "KR", "朝鲜": "KP", "미합중국": "US", "중화인민공화국": "CN",
}  # fmt: skip


# One name, two countries.
AMBIGUOUS = {"congo": "CG (Brazzaville) or CD (Kinshasa)", "콩고": "CG 또는 CD", "刚果": "CG or CD"}


class UnknownPlace(ValueError):
    """A text is no country we know; the message names the nearest one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country code, and a region where the law names one; `given` is what was written."""

    country: str
    given: str
    region: str | None = None


def place(text: str) -> Place:
    """Resolve an ISO code (two or three letters) or a name in English, Korean or Chinese; raise `UnknownPlace`."""
    given = text.strip()
    code = given.upper()
    if code in CODES:
        return Place(code, given)
    if region := REGIONS.get(given.casefold()):
        return Place("UA", given, region)
    if given.casefold() in AMBIGUOUS:
        raise UnknownPlace(f"`{given}` may be {AMBIGUOUS[given.casefold()]}; write the code")
    found = COMMON.get(given.casefold()) or _names().get(_key(given))
    if found is None:
        close = difflib.get_close_matches(_key(given), _names(), n=1, cutoff=0.75)
        hint = f"; did you mean {close[0]} ({_names()[close[0]]})?" if close else "; write a code such as CN or a name"
        raise UnknownPlace(f"`{given[:60]}` is not a country{hint}")
    return Place(found, given)


def name(code: str, language: str) -> str:
    """Return a country's name in `en` or `ko` (the code itself if there is none)."""
    from babel import Locale

    return str(Locale(language).territories.get(code, code))


def _key(text: str) -> str:
    return re.sub(r"[\s.,'’()-]+", " ", text.casefold()).strip()


@cache
def _names() -> dict[str, str]:
    # Imported late: the two databases cost 0.2 s, and codes need neither.
    import pycountry
    from babel import Locale

    names = {}
    for locale in ("en", "ko", "zh", "zh_Hant"):
        for code, text in Locale.parse(locale).territories.items():
            if code in CODES:
                names[_key(text)] = code
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name", "alpha_3"):
            if text := getattr(country, attribute, None):
                names[_key(text)] = country.alpha_2
    return names
