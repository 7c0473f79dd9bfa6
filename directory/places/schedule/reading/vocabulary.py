"""The words of schedules: what kind each is, and which of them are seen even in the middle of a text that is not known.

Patterns see the folded text (half width, small letters, `~` and `-`). The order counts: the first that fits is taken.
"""

import re
from enum import Enum, auto

NUMBER = "(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})"
HOUR = "(?:[0-9]{1,2}|[零〇]|[一二三四五六七八九十]{1,3})"
LETTER = "[月火水木金土日]"
MONTH_UNIT = "[かカヵケヶ箇]"
DATE = "([0-9]{1,4})年([0-9]{1,2})月([0-9]{1,2})日"
NO_NUMBER_BEFORE = "(?<![0-9一二三四五六七八九十])"


class Kind(Enum):
    """What a word, or several read together, are to the grammar."""

    # What divides and joins
    TAB = auto()
    BREAK = auto()
    GAP = auto()
    COMMA = auto()
    JOIN = auto()
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    RANGE = auto()
    FROM = auto()
    UNTIL = auto()
    TOPIC = auto()
    PARTICLE = auto()
    # How often
    COUNT = auto()
    INTERVAL = auto()
    DAILY = auto()
    WEEKLY = auto()
    FORTNIGHTLY = auto()
    MONTHLY = auto()
    # Days
    NUMBER = auto()
    PARITY = auto()
    NTH = auto()
    LAST = auto()
    WEEK = auto()
    WEEKDAY = auto()
    LETTER = auto()
    ENDING = auto()
    WORKDAYS = auto()
    HOLIDAY = auto()
    OCCASION = auto()
    NEXT_YEAR = auto()
    # Times
    TIME = auto()
    NOON = auto()
    HALF = auto()
    SINCE = auto()
    ABOUT = auto()
    NUMBERING = auto()
    # What limits, takes out, or leaves a doubt
    EXCEPT = auto()
    REST = auto()
    CLOSED = auto()
    CASE = auto()
    ONLY = auto()
    OR = auto()
    DOUBT = auto()
    VALIDITY = auto()
    RHYTHM = auto()
    # What says nothing, and what is not known
    FILLER = auto()
    TEXT = auto()
    # Several words read together, with what they say as a value
    MONTHS = auto()
    WEEKS = auto()
    WEEKDAYS = auto()
    DAYS = auto()
    DATES = auto()
    PERIOD = auto()
    TIMES = auto()


def _any(words: str) -> str:
    """One of these, written apart by blanks."""
    return f"(?:{'|'.join(words.split())})"


TO_MEET = _any("開催 実施 活動 開設 開所 開館 開店 営業 運営 利用")
NOT = _any(
    "なし 無し しない しません されません されない せず して(?:い|お)り?ません していない "
    "はありません はなし は無し を?休止 を?お休み"
)
CLOSED_DAY = _any("定休 店休 休館 休業 休所 休診 休講 休室 休園 休場 休市 閉館 閉所 閉室 閉店(?=日)") + "日?(?!日)"
SEASON = _any(
    "[春夏秋冬](?:休み|季|期) お?盆(?:休み|期間)? 年末年始 お?正月 三が日 gw ゴールデンウィーク 連休 長期休(?:暇|業|み)"
)
SCHOOL_OR_WEATHER = _any(
    "学校の?(?:休業日|休み|休日|長期休(?:業|暇|み)) 学校が休み 学校休業日 休校日 学級閉鎖 "
    "雨天時? 雨の日 荒天時? 悪天候時? 台風 警報"
)
MEETS = _any(
    "(?:し|行っ|おこなっ|やっ)て(?:い|お)(?:ます|る|り) します 行(?:います|う|われます|われています) やってます"
)
A_MONTH = f"(?:(?:ひと|一|1{MONTH_UNIT}|毎|各)?月)"
NO_MEETING = f"(?:{TO_MEET}しない|除外|休止|中止)日(?!曜)"
CLOSED_LABEL = f"(?:{CLOSED_DAY}|お?休み(?:の日)?|休日?|(?:利用|使用)(?:不可|できない|できません)日?|{NO_MEETING})"
TIMES = f"{NUMBER}(?:[~-]{NUMBER})?[回度]"

# Seen anywhere: they end a text that is not known.
STRONG: tuple[tuple[Kind, str], ...] = (
    (Kind.TAB, r"\t"),
    (Kind.BREAK, r"[(\[【〔]?(?:注釈?|備考|補足)[0-9]*(?:[)\]】〕]:?|:)"),
    (Kind.BREAK, r"[\n\r。!?※*＊●■◆★▼]+|(?:ただし|但し|なお)、?"),
    (Kind.GAP, r"[^\S\t\n\r]+"),
    (Kind.COMMA, "[、,]"),
    (Kind.NUMBERING, r"[①-⒇]|\([0-9]\)(?=\s*[午正第毎0-9])|第?[1-9一二三]部(?:制で?)?|[1-9一二三]回目"),
    (Kind.NUMBERING, "(?:午前|午後|昼|夜|朝|夕方?|前半|後半)の?部"),
    # As `saying` says them; nobody else writes them so.
    (Kind.VALIDITY, rf"\({DATE}から(?:{DATE}まで)?\)|\({DATE}まで\)"),
    (Kind.RHYTHM, rf"\((?:{DATE}の週から)?1週おき\)|\({DATE}の週にひらく\)"),
    (Kind.OPEN, r"[(\[{【「『〔<〈《]"),
    (Kind.CLOSE, r"[)\]}】」』〕>〉》]"),
    (Kind.JOIN, "[・/&+]|及び|および|並びに|ならびに"),
    (Kind.RANGE, "~"),
    (Kind.DAILY, r"毎日|年中無休|無休|365日|毎朝(?=\s?(?:[0-9]|午前))"),
    (Kind.COUNT, rf"(?:毎?週|週間)に?{NUMBER}(?:[~-]{NUMBER})?(?:[回度日]|(?=開催|実施))(?:のみ|のペースで?)?"),
    (Kind.COUNT, rf"{A_MONTH}に?\s?{TIMES}(?:のみ|のペースで?)?"),
    (Kind.COUNT, rf"年間?に?(?:{TIMES}|{NUMBER}日)"),
    (Kind.COUNT, rf"{NO_NUMBER_BEFORE}月に?{NUMBER}(?:日(?!曜)|(?=\t|$))"),
    (Kind.FORTNIGHTLY, "隔週の?|[2二]週間?に[1一][回度]の?"),
    (Kind.INTERVAL, f"隔月の?|{NUMBER}{MONTH_UNIT}月(?:に{NUMBER}[回度]|ごと|毎|おき)"),
    (Kind.INTERVAL, f"{NUMBER}週間?(?:に{NUMBER}[回度]|ごと|おき)"),
    (Kind.WEEKLY, f"[毎各]週の?|毎(?={LETTER}曜)"),
    (Kind.DOUBT, f"(?:毎月)?(?:月?末|最終)日(?!曜)|毎?月末(?!の?(?:最終)?{LETTER})"),
    (Kind.LAST, "最終週の(?=[0-9])"),
    (Kind.LAST, rf"(?:毎月)?(?:月末|最終|最後|末)(?:週目?)?の?(?=\(?{LETTER}|$|[・、とは)\s])"),
    (Kind.MONTHLY, f"[毎各]月の?|{NO_NUMBER_BEFORE}月の?(?=第|最終)"),
    (Kind.PARITY, "[奇偶]数月の?"),
    (Kind.WORKDAYS, "平日"),
    (Kind.NEXT_YEAR, f"翌年?の?(?={NUMBER}月)"),
    (Kind.OCCASION, f"(?:{SEASON}|{SCHOOL_OR_WEATHER})(?:期間中?|中|間)?(?:の日)?"),
    (Kind.CLOSED, f"{CLOSED_LABEL}(?=[:=])"),
    (Kind.HOLIDAY, "国民の祝日|祝祭日|祝日|祭日|休日|祝(?![い賀辞儀])"),
    (Kind.NTH, rf"第(?=\s?(?:{NUMBER}|最終))"),
    (Kind.WEEKDAY, f"{LETTER}曜日?(?!会)"),
    (Kind.TIME, "[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?(?![0-9])分?"),
    (Kind.TIME, f"{HOUR}時(?!間|期|代)(?:{HOUR}分|半|[0-5][0-9])?"),
    (Kind.TEXT, f"(?:約|およそ)?{NUMBER}(?:時間半?|分間|分(?!の))"),
    (Kind.ABOUT, f"(?:約|およそ|だいたい|大体)(?=(?:午[前後])?{HOUR}[:時])"),
    (Kind.TEXT, "(?:だいたい|大体|およそ)(?=第|[毎各隔])"),
    (Kind.COLON, r"[:=]|\.{3}"),
    (Kind.NOON, "正午|お?昼の?12時"),
    (Kind.HALF, r"午前中?|午後|[ap]\.?m\.?(?![a-z])"),
    (
        Kind.CLOSED,
        rf"{CLOSED_LABEL}(?=[:=は])|{CLOSED_DAY}(?=[\s】\]月火水木金土日])|(?:お?休み|利用できない|使用できない)の?日|{NO_MEETING}",
    ),
    (Kind.EXCEPT, "を?(?:(?:除|のぞ)(?:く|き(?:ます)?|いた(?:日(?!曜))?|いて))|以外(?:の日(?!曜))?"),
    (Kind.REST, f"{TO_MEET}{NOT}(?:です)?"),
    (Kind.REST, "お?休み(?:です|します|ます|となります|になります)?(?!有|あり|の|に|が|も|こと|中|して)"),
    (
        Kind.REST,
        rf"休(?=[)、。\s]|$)|休[館業所会診講場](?:です|します)?(?!日|中)|定休日?|{CLOSED_DAY}(?=で|と|$|[。、)\s])(?:です)?",
    ),
    (Kind.REST, "(?:行|おこな)(?:わない|いません|われません)|(?:終日)?(?:利用|使用)(?:不可|できません)"),
    (Kind.REST, "休止(?!中|して)|中止(?!中|し|の|す|に|と|または|や)"),
    (Kind.CASE, "[のに]?(?:場合|(?:当|あ)たる(?:場合|とき|時|日)?)|と?(?:重な|かさな)(?:る|った)(?:場合|とき|時|日)?"),
    (Kind.CASE, "の(?:とき|時)(?=は)"),
    (Kind.OR, "または|又は|もしくは|若しくは|あるいは|or(?![a-z])"),
    (Kind.OR, "(?<=[0-9曜月火水木金土日])か(?=第?[0-9月火水木金土日])"),
    (
        Kind.DOUBT,
        _any("どちらか いずれか のうち 交互 不定期 不定 不確定 不特定 随時 未定 常設 週末 隔日 [奇偶]数[週日]"),
    ),
    (Kind.DOUBT, "[年月週]に?数[回度日]|季節の休み|季節ごと"),
    (Kind.DOUBT, _any("主に 主として 概ね おおむね ほぼ だいたい 大体 なるべく")),
    (Kind.NUMBER, f"{NUMBER}(?=月(?!曜|額|会|々)|日(?!間|曜|目|前|後|以|分|程|当|に)|週目?(?!間))"),
)
# Seen where no text that is not known comes right before.
WEAK: tuple[tuple[Kind, str], ...] = (
    (Kind.COUNT, "の[0-9]回"),
    (Kind.OR, r"か(?=[\s第])"),
    (Kind.RANGE, "[-ー→]"),
    (Kind.TEXT, "によ(?:り|って)"),
    (Kind.FROM, "から|より"),
    (Kind.UNTIL, "まで(?:の(?:間|期間))?|迄|終了|閉店|閉会|終わり"),
    (Kind.SINCE, "以降|以後|開始|スタート|始まり|始め|はじまり"),
    (Kind.ABOUT, "頃|ごろ|前後|あたり|辺り"),
    (Kind.HALF, "早朝(?!会)|朝(?![食市ごの])|お?昼(?![食休寝間ご])|夕方(?!の)|夕(?![食飯ご刊べ])|深夜|夜(?![間食の])"),
    (Kind.WEEK, "週目?(?:の(?!み))?"),
    (Kind.CASE, "なら(?:ば)?|だったら|であれば"),
    (Kind.ONLY, "のみ|だけ"),
    (Kind.REST, r"(?:なし|無し|ナシ)|[×✕]|(?:やり|し)ません|(?:不可|しない|やらない|除)(?=[)、。\s]|$)"),
    (Kind.JOIN, r"と|や|\.(?=[0-9])"),
    (Kind.FILLER, f"(?:{TO_MEET}|定期開催|原則開催)(?:日時|曜日|日|時間|時刻)?|日時|日程|曜日|時間帯?|{MEETS}"),
    (
        Kind.FILLER,
        _any(
            "また(?=[、,]) の間(?=[に、。]|$) 各(?=[0-9午正]) いずれも オープン 定例 定期的に 毎回 "
            "あり 有り です である 開いています ひらいています"
        ),
    ),
    (Kind.TOPIC, "について(?:は|も)|に関しては|に限り、?|に限って(?:は)?|でも|[はがも]"),
    (Kind.PARTICLE, "のつく日|の付く日|中(?=[はにも])|いっぱい|の間(?=[はも])|[のをにで]"),
    (Kind.ENDING, "曜日?"),
    (Kind.LETTER, LETTER),
    (Kind.NUMBER, r"[0-9]{1,4}|(?<=第)[一二三四五]|[一二三四五六七八九十]{1,3}(?=[月火水木金土日時回週・、,~第]|$)"),
)


def compile_rows(rows: tuple[tuple[Kind, str], ...]) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The rows with patterns that are ready to match."""
    return tuple((kind, re.compile(pattern)) for kind, pattern in rows)
