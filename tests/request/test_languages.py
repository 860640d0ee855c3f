"""Other languages typed, and whole sentences by the model."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from composer_app.errors import RequestError
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.editing import Substitute
from composer_app.music.key import Mode
from composer_app.paths import resource_path
from composer_app.request.dialogue.commands import read_command
from composer_app.request.dialogue.foreign_commands import translate_command
from composer_app.request.dialogue.interpreter import interpret
from composer_app.request.dialogue.turn import DialogueAct, DialogueState
from composer_app.request.emotion.sentence_encoder import SentenceEncoder, WordPieceTokenizer, mean_embedding
from composer_app.request.reader import MAX_REQUEST_CHARS, RequestReader
from composer_app.request.text.glossary import load_glossary
from composer_app.request.text.language_detection import detect_language

_READER = RequestReader(use_sentence_model=False)


@pytest.mark.parametrize(
    ("text", "emotions"),
    [
        ("我想要一種能夠表達出希望和奇跡的歌曲", {"hopeful", "wonder"}),
        ("我想要一种能够表达出希望和奇迹的歌曲", {"hopeful", "wonder"}),
        ("悲伤", {"sad"}),
        ("悲傷", {"sad"}),
    ],
)
def test_chinese_is_read_in_both_scripts(text: str, emotions: set[str]) -> None:
    request = _READER.read(text)
    assert request.language == "zh"
    assert {name for name, _ in request.mood.weights} == emotions
    assert all(word.word in text for word in request.mood.words)


@pytest.mark.parametrize("text", ["不要太悲伤", "不悲傷", "一点也不难过"])
def test_chinese_refuses(text: str) -> None:
    request = _READER.read(text)
    assert request.mood.strongest_emotion not in {None, "sad"}
    assert request.mood.words[0].negated


def test_chinese_names_key_tempo_length_and_instrument() -> None:
    asked = _READER.read("C大调,每分钟九十拍,钢琴,八小节").constraints
    assert asked == Constraints(tonic=0, mode=Mode.MAJOR, tempo=90, bars=8, instrument="piano")


def test_chinese_without_a_feeling_is_heard_as_such() -> None:
    assert not _READER.read("今天几点了").mood.weights


def test_the_derived_table_says_whose_it_is() -> None:
    notice = (resource_path("NOTICE")).read_text(encoding="utf-8")
    assert "CC-CEDICT" in notice
    assert load_glossary("zh").knows("希望")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hope", "en"),
        ("calmer", "en"),
        ("😀", "en"),
        ("希望", "zh"),
        ("a 希望 song", "zh"),
        ("希望の歌", "ja"),
    ],
)
def test_the_language_is_told_from_the_text(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_words_become_pieces() -> None:
    pieces = WordPieceTokenizer(resource_path("words/wordpieces.txt.gz"))
    assert pieces.token_ids("Hello, world!") == [101, 7592, 1010, 2088, 999, 102]
    assert pieces.token_ids("unaffable") == [101, 14477, 20961, 3468, 102]
    assert len(pieces.token_ids("word " * 999)) == 128


def test_the_sentence_model_hears_what_no_word_says() -> None:
    encoder = SentenceEncoder()
    said, near, far = (
        mean_embedding(encoder.encode(text))
        for text in ("a happy song", "a cheerful tune", "the printer is out of paper")
    )
    assert said @ near > 0.6
    assert said @ far < 0.3
    reader = RequestReader()
    assert reader.read("not sad").mood.strongest_emotion != "sad"
    assert reader.read("she left and the house is silent now").mood.valence < 0


_ODD = st.one_of(
    st.text(max_size=MAX_REQUEST_CHARS),
    st.text(alphabet="🙂🎹👩‍🚀שלוםمرحبا\u202e\u0000\u0007 \n\t,.!?sadhopenot希望不", max_size=2_000),
    st.lists(
        st.sampled_from("not sad - very * ( less more than happy , and 80 bpm in D minor 不".split())
    ).map(" ".join),
    st.integers(1, MAX_REQUEST_CHARS // 4).map(lambda count: "not " * count),
)


@given(_ODD)
@settings(deadline=None, max_examples=60)
def test_any_text_of_any_length_gives_an_answer_or_a_sentence(text: str) -> None:
    with suppress(RequestError):
        mood = _READER.read(text).mood
        assert sum(weight for _, weight in mood.weights) == pytest.approx(1 if mood.weights else 0)


@pytest.mark.parametrize(
    ("text", "code", "emotion"),
    [
        ("quiero una canción triste", "es", "sad"),
        ("sin miedo, con esperanza", "es", "hopeful"),
        ("je veux une chanson triste", "fr", "sad"),
        ("quelque chose de joyeux", "fr", "joyful"),
        ("ich möchte ein trauriges Lied", "de", "sad"),
        ("ruhige Musik zum Einschlafen in d-moll", "de", "peaceful"),
    ],
)
def test_spanish_french_and_german_are_read_by_tables_of_ours(text: str, code: str, emotion: str) -> None:
    request = _READER.read(text)
    assert (request.language, request.mood.strongest_emotion) == (code, emotion)


@pytest.mark.parametrize("text", ["algo no muy triste", "pas trop triste", "nicht zu traurig"])
def test_they_refuse_too(text: str) -> None:
    assert _READER.read(text).mood.strongest_emotion not in {None, "sad"}


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("悲しい曲を作って", "sad"),
        ("静かな湖の朝", "peaceful"),
        ("怖くない静かな曲", "peaceful"),
        ("かなしくない、たのしい曲", "joyful"),
        ("怒りを感じる激しい曲", "angry"),
        ("戦いに勝って凱旋する王", "triumphant"),
        ("優しい子守唄をピアノで", "tender"),
    ],
)
def test_japanese_is_read_with_its_endings_and_refusals(text: str, emotion: str) -> None:
    request = _READER.read(text)
    assert (request.language, request.mood.strongest_emotion) == ("ja", emotion)
    assert all(word.word in text for word in request.mood.words)


def test_japanese_names_key_tempo_and_length() -> None:
    asked = _READER.read("希望の曲、ハ長調、テンポ90、8小節").constraints
    assert (asked.tonic, asked.mode, asked.tempo, asked.bars) == (0, Mode.MAJOR, 90, 8)


@pytest.mark.parametrize("text", ["悲しくない曲", "あまり悲しすぎない曲"])
def test_japanese_refuses(text: str) -> None:
    request = _READER.read(text)
    assert request.mood.strongest_emotion not in {None, "sad"}
    assert request.mood.words[0].negated


@pytest.mark.parametrize(
    ("text", "code", "emotion"),
    [
        ("llueve y estoy desconsolado", "es", "sad"),
        ("una hazaña gloriosa, somos campeones", "es", "triumphant"),
        ("les souvenirs de ma jeunesse, jadis", "fr", "nostalgic"),
        ("angoissée avant les examens", "fr", "tense"),
        ("die Geister in der Finsternis", "de", "fearful"),
        ("eine Umarmung von meiner Mutter, geborgen", "de", "tender"),
    ],
)
def test_spanish_french_and_german_know_scenes(text: str, code: str, emotion: str) -> None:
    request = _READER.read(text)
    assert (request.language, request.mood.strongest_emotion) == (code, emotion)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("停", "stop"), ("播放", "play"), ("再来一个", "another one"), ("再來一個", "another one"), ("保存", "save it"),
        ("撤销", "go back"), ("慢一点", "a bit slower"), ("更快", "a bit faster"), ("高一點", "make it higher"),
        ("更悲伤一点。", "a bit more sad"), ("悲傷一點", "a bit more sad"), ("加点神秘感", "a bit more mysterious"),
        ("不要那么紧张", "less tense"), ("保留前两个和弦", "keep the first 2 chords"),
        ("改变其他的", "change the rest"),
        ("把最后一个和弦改成Am", "change the last 1 chords to Am"), ("第二个和弦改成小调", "make chord 2 minor"),
        ("删除最后一个和弦", "delete the last 1 chords"), ("第三个和弦高一个八度", "play chord 3 an octave higher"),
        ("stopp", "stop"), ("noch eins!", "another one"), ("etwas langsamer", "a bit slower"),
        ("trauriger", "more sad"),
        ("weniger traurig", "less sad"), ("speichern", "save it"), ("zurück", "go back"),
        ("otra más", "another one"), ("más despacio", "a bit slower"), ("un poco más triste", "a bit more sad"),
        ("guárdalo", "save it"), ("guarda", "save it"), ("atrás", "go back"),
        ("une autre", "another one"), ("moins vite", "a bit slower"), ("plus triste", "more sad"),
        ("annule", "go back"),
        ("もう一つ", "another one"), ("もっとゆっくり", "a bit slower"), ("保存して", "save it"),
        ("もっと悲しく", "more sad"),
    ],
)  # fmt: skip
def test_what_is_there_is_spoken_to_in_other_languages(text: str, english: str) -> None:
    assert translate_command(text) == english


@pytest.mark.parametrize(
    "text",
    [
        "一首悲伤的歌，慢一点",
        "来一首快乐的曲子，快一点",
        "那么来一首快乐的歌",
        "这么悲伤",
        "点亮希望",
        "黑暗",
        "轻柔",
        "少し悲しい曲",
        "heller",
    ],
)
def test_what_asks_for_something_is_no_turn(text: str) -> None:
    assert not translate_command(text)


@pytest.mark.parametrize(
    "text",
    [
        "lösche den zweiten Akkord",
        "cambia el segundo acorde",
        "supprime les deux derniers accords",
        "最後のコードをAmに変えて",
    ],
)
def test_what_a_table_cannot_do_to_chords_is_said(text: str) -> None:
    state = DialogueState(_READER.read("a hopeful song"), chord_symbols=("D", "A", "Bm"))
    with pytest.raises(RequestError, match="what to do with that chord"):
        interpret(_READER, text, state)


def test_a_foreign_turn_does_what_its_english_does() -> None:
    state = DialogueState(
        _READER.read("a hopeful song"), Constraints(tempo=100.0), chord_symbols=("D", "A", "Bm")
    )
    assert interpret(_READER, "停", state).act is DialogueAct.STOP
    slower = interpret(_READER, "慢一点", state).request
    assert slower
    assert slower.constraints.tempo == 92
    assert slower.mood == state.request.mood
    assert interpret(_READER, "把最后一个和弦改成Am", state).chord_edits == (Substitute(2, Chord(9, "min")),)
    assert interpret(_READER, "noch eins", state).act is DialogueAct.NEW_VARIATION


def test_without_anything_there_the_same_words_are_a_request() -> None:
    turn = interpret(_READER, "慢一点,悲伤", None)
    assert turn.act is DialogueAct.NEW
    assert turn.request
    assert turn.request.constraints.tempo


def test_english_is_never_taken_for_another_language() -> None:
    folder = Path(__file__).parents[2] / "benchmarks" / "requests"
    rows = (
        json.loads(line) for line in (folder / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    )
    said = {turn["say"] for row in rows for turn in row["turns"]} | {"slower", "happier", "more", "shorter"}
    assert {
        text: translate_command(text) for text in said if not read_command(text) and translate_command(text)
    } == {}


@given(st.text(max_size=70))
def test_any_text_may_be_a_turn(text: str) -> None:
    assert isinstance(translate_command(text), str)
