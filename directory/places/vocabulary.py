"""Lists that the law or the code depends on. National lists: 類型化Ver.1.0 (厚生労働省, 令和3年8月)."""

from django.db import models


class OperatorType(models.TextChoices):
    RESIDENT = "resident", "住民個人（有志・ボランティア等）"
    RESIDENTS_GROUP = "residents_group", "住民団体（自治会、NPO法人等）"
    CITY_CARE = "city_care", "行政（介護予防担当部局）"
    CITY_OTHER = "city_other", "行政（介護予防担当部局以外）"
    COUNCIL = "council", "社会福祉協議会"
    PROFESSIONALS = "professionals", "専門職団体"
    MEDICAL = "medical", "医療機関（病院、診療所、薬局等）"
    CARE = "care", "介護関係施設・事業所"
    COMPANY = "company", "民間企業"
    OTHER = "other", "その他"


class VenueType(models.TextChoices):
    HOME = "home", "個人宅・空き家"
    HALL = "hall", "公民館・自治会館・集会所"
    PARK = "park", "公園"
    FARM = "farm", "農園"
    SCHOOL = "school", "学校・廃校"
    MEDICAL = "medical", "医療機関の空きスペース"
    CARE = "care", "介護関係施設・事業所の空きスペース"
    SHOP = "shop", "店舗の空きスペース・空き店舗"
    OTHER = "other", "その他"


class NationalActivity(models.TextChoices):
    EXERCISE = "exercise", "体操（運動）"
    MEAL = "meal", "会食"
    TEA = "tea", "茶話会"
    DEMENTIA = "dementia", "認知症予防"
    HOBBY = "hobby", "趣味活動"
    FARMING = "farming", "農作業"
    LEARNING = "learning", "生涯学習"
    VOLUNTEER = "volunteer", "ボランティア活動"
    WORK = "work", "就労的活動"
    GENERATIONS = "generations", "多世代交流"
    OTHER = "other", "その他"


class FrequencyBand(models.TextChoices):
    """開催頻度 as the national survey asks it, by meetings a month; what is rarer than monthly it does not count."""

    WEEKLY = "weekly", "週1回以上"
    TWICE_A_MONTH = "twice_a_month", "月2回以上4回未満"
    MONTHLY = "monthly", "月1回以上2回未満"
    RARER = "rarer", "月1回未満"
    UNKNOWN = "unknown", "未把握"


class Activity(models.TextChoices):
    """What residents choose by a drawing; each value names a drawing in static/img/activities."""

    TEA = "tea", "お茶"
    EXERCISE = "exercise", "体操"
    SONG = "song", "歌"
    CRAFT = "craft", "手芸"
    COOKING = "cooking", "料理"
    FIELD = "field", "畑"
    SHOGI = "shogi", "将棋"
    WALK = "walk", "散歩"
    RADIO = "radio", "ラジオ体操"
    CHILDREN = "children", "子ども"
    MEAL = "meal", "食事"
    LEARNING = "learning", "学び"


class Weekday(models.TextChoices):
    """Two letters as in iCalendar; the order is Monday first."""

    MONDAY = "Mo", "月"
    TUESDAY = "Tu", "火"
    WEDNESDAY = "We", "水"
    THURSDAY = "Th", "木"
    FRIDAY = "Fr", "金"
    SATURDAY = "Sa", "土"
    SUNDAY = "Su", "日"


class Reach(models.TextChoices):
    CITY = "city", "市内のだれでも"
    DISTRICT = "district", "地区の人"
    SCHOOL = "school", "小学校区の人"
    NEIGHBOURHOOD = "neighbourhood", "町内会の人"


class Signup(models.TextChoices):
    NONE = "none", "予約いらない"
    FIRST = "first", "はじめてのときだけ連絡"
    ALWAYS = "always", "予約がいる"


class PauseReason(models.TextChoices):
    DISASTER = "disaster", "被災"
    EPIDEMIC = "epidemic", "感染症"
    VENUE = "venue", "会場"
    PEOPLE = "people", "担い手"
    SEASON = "season", "季節"
    OTHER = "other", "その他"


class Continues(models.TextChoices):
    """What goes on while a place does not meet."""

    PHONE = "phone", "電話"
    LETTER = "letter", "お便り"
    OUTDOORS = "outdoors", "屋外"


class FieldGroup(models.TextChoices):
    """What publishing asks about, each by itself."""

    INTRODUCTION = "introduction", "名前・紹介・日時"
    VENUE = "venue", "会場・場所"
    CONTACT = "contact", "電話・連絡先"
    PHOTO = "photo", "写真"


class Precision(models.TextChoices):
    """How exactly the venue may be shown. Agreed, never computed from something finer."""

    ADDRESS = "address", "番地まで"
    TOWN = "town", "町名まで"
    SCHOOL = "school", "小学校区まで"


class AgreedHow(models.TextChoices):
    ORAL = "oral", "口頭"
    PAPER = "paper", "書面"
    ELECTRONIC = "electronic", "電子"


class CheckedHow(models.TextChoices):
    VISIT = "visit", "訪問"
    PHONE = "phone", "電話"
    OPERATOR = "operator", "運営者の回答"
    RESIDENT = "resident", "住民の知らせ"
