import pytest

from analysis.corpus.languages import detect_language, read_label

NEWS = {
    "de": "Der Minister sagte am Sonntag, dass die Gespräche nicht wieder aufgenommen werden. Niemand war in Gefahr.",
    "fr": "Le ministre a déclaré dimanche que les négociations ne reprendraient pas. Personne n’a été en danger.",
    "es": "El ministro dijo el domingo que las conversaciones no se reanudarían. Nadie había estado en peligro.",
    "nl": "De minister zei zondag dat de gesprekken niet worden hervat. Niemand was in gevaar, zei hij ook.",
    "ru": "Министр сказал, что переговоры провалились.",
}


@pytest.mark.parametrize("language", NEWS)
def test_another_language_is_found(language: str) -> None:
    assert detect_language(NEWS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "Talks fail", "", "Rovers 3-1 Town. Stone scored twice before half-time. Holm added a third late on.",
        'Premier Mick Dunn says the dam will go ahead.\n\n"It\'ll be built, no ifs no buts," Mr Dunn told ABC Radio.',
        "MARA LINDEN, HOST:\n\nBut?\n\nLINDEN: Exactly.\n\n(SOUNDBITE OF MUSIC)", "Gold up 2%, oil flat.",
        "“Qué lástima,” Zoë Märtens said in Málaga, and the Ærø ferry left for São Tomé with José aboard.",
    ],
)  # fmt: skip
def test_short_plain_english_is_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_labels_of_files_are_read() -> None:
    labels = ["ENGLISH", "English; French", "en-GB", "DE", "x-unspecified", "", "Deutsch"]
    assert [read_label(label) for label in labels] == ["en", "en", "en-GB", "DE", "", "", "de"]
