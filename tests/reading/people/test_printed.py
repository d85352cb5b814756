import pytest


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("Finance Minister Ana Sol resigned.", "title", "Ana Sol"),
        ("Ohio Rep. Jane Feld voted no.", "title", "Jane Feld"),
        ("Secretary of State Jane Feld voted no.", "title", "Jane Feld"),
        ("Editor-in-chief Ana Sol resigned.", "title", "Ana Sol"),
        ("Senator Ruth Hale, MP, resigned.", "title", "Ruth Hale"),
        ("The General Assembly voted.", "name", "General Assembly"),
        ("Mr. Sol resigned.", "title", "Sol"),
    ],
)
def test_titles_stand_before_the_bare_name(find, text, form, name):
    mention = next(m for m in find(text).mentions if m.name and m.kind != "country")
    assert (mention.form, " ".join(mention.name)) == (form, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Governor of Lind State, Mr Tunde Bello, resigned.", "Tunde Bello"),
        ("The Sheriff of Pell County, Helen Strand, resigned.", "Helen Strand"),
        ("The Mayor of Orm, Kari Berg, resigned.", "Kari Berg"),
    ],
)
def test_an_office_of_a_place_is_no_name(called, text, name):
    assert {who for _, who in called(text)} <= {name, "Orm"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Harbour Authority sued.", "body"),
        ("The Bank of Orm sued.", "body"),
        ("Brown Tower fell.", "body"),
        ("Ana Sol fell.", "name"),
        ("The CFA sued.", "body"),
    ],
)
def test_a_body_is_told_by_its_noun_or_its_letters(find, text, kind):
    assert next(m.kind for m in find(text).mentions if m.name) == kind
