"""The language of documents."""

import pytest

from tasks.language import document_language

# Sentences of our own; the languages below the line have no profile in langdetect.
SENTENCES = {
    "en": "The army said on Monday that it had taken back two villages near the border.",
    "fr": "L'armée a annoncé lundi qu'elle avait repris deux villages près de la frontière.",
    "de": "Die Armee teilte am Montag mit, sie habe zwei Dörfer nahe der Grenze eingenommen.",
    "es": "El ejército dijo el lunes que había recuperado dos pueblos cerca de la frontera.",
    "tr": "Ordu pazartesi günü sınır yakınındaki iki köyü geri aldığını açıkladı.",
    "ar": "قال الجيش يوم الاثنين إنه استعاد قريتين بالقرب من الحدود بعد قتال عنيف.",
    "fa": "ارتش روز دوشنبه اعلام کرد که دو روستا را در نزدیکی مرز پس گرفته است.",
    "ru": "Армия сообщила в понедельник, что вернула две деревни у границы.",
    "uk": "Армія повідомила в понеділок, що повернула два села біля кордону.",
    "he": "הצבא הודיע ביום שני כי כבש מחדש שני כפרים ליד הגבול.",
    "zh": "军方周一表示，他们在边境附近夺回了两个村庄。",
    "ja": "軍は月曜日、国境近くの二つの村を取り戻したと発表した。",
    "ko": "군은 월요일 국경 근처의 두 마을을 되찾았다고 밝혔다.",
    "id": "Tentara mengatakan pada hari Senin bahwa mereka telah merebut kembali dua desa.",
    # ---
    "ku": "Artêşê roja duşemê ragihand ku du gundên nêzî sînor ji nû ve girtine.",
    "ps": "پوځ د دوشنبې په ورځ وویل چې د پولې ته نږدې دوه کلي یې بېرته نیولي دي.",
    "ckb": "سوپا ڕۆژی دووشەممە ڕایگەیاند کە دوو گوندی نزیک سنووریان گرتووەتەوە.",
    "ha": "Sojoji sun ce a ranar Litinin sun kwato kauyuka biyu da ke kusa da iyaka.",
    "am": "ሠራዊቱ ሰኞ ዕለት በድንበር አቅራቢያ ሁለት መንደሮችን መልሶ መያዙን ገለጸ።",
    "hy": "Բանակը երկուշաբթի հայտնեց, որ սահմանի մոտ երկու գյուղ է վերադարձրել։",
    "ka": "არმიამ ორშაბათს განაცხადა, რომ საზღვართან ორი სოფელი დაიბრუნა.",
    "az": "Ordu bazar ertəsi sərhəd yaxınlığındakı iki kəndi geri aldığını bildirib.",
    "my": "နယ်စပ်အနီးရှိ ရွာနှစ်ရွာကို ပြန်လည်သိမ်းပိုက်ခဲ့ကြောင်း စစ်တပ်က တနင်္လာနေ့တွင် ပြောသည်။",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_documents(code: str) -> None:
    language, certainty = document_language(" ".join([SENTENCES[code]] * 4))
    assert language == code
    assert certainty is not None
    assert 0.5 < certainty <= 1


@pytest.mark.parametrize("code", SENTENCES)
def test_lines(code: str) -> None:
    assert document_language(SENTENCES[code])[0] == code


@pytest.mark.parametrize("text", ["", "Share", "2 min read", "12:30", "🙂🙂🙂", "Advertisement"])
def test_too_little_to_tell(text: str) -> None:
    assert document_language(text) == (None, None)


def test_a_notice_does_not_speak_for_the_page() -> None:
    body = "\n".join([SENTENCES["en"]] * 12)
    notice = "\n".join([SENTENCES["fr"]] * 2)
    for text in (f"{notice}\n{body}", f"{body}\n{notice}", f"{body}\n{notice}\n{body}"):
        assert document_language(text)[0] == "en"


def test_the_same_answer_every_time() -> None:
    text = SENTENCES["en"] + SENTENCES["de"]
    assert len({document_language(text) for _ in range(5)}) == 1
