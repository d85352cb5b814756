import pytest


@pytest.mark.parametrize(
    ("text", "printed", "entity"),
    [
        ("Ana Sol spoke. Sol left.", "Sol", "Ana Sol"),
        ("Robert Hale sang. Robert Hale spoke. Bob Hale left.", "Bob Hale", "Robert Hale"),
        ("President Ana Sol spoke. Kari Berg met Ana.", "Ana", "Ana Sol"),
        ("Governor Kari Berg spoke. BERG left.", "BERG", "Kari Berg"),
        ("The Coastal Fishing Authority sued. The CFA won.", "CFA", "Coastal Fishing Authority"),
        ("The Department of Fisheries sued. The Fisheries Department won.", "Fisheries Department",
         "Department of Fisheries"),
        ("Clara Dos Santos spoke. Dos Santos left.", "Dos Santos", "Clara Dos Santos"),
        ("Rosa Ibarra Quiroga spoke. Ibarra Quiroga left.", "Ibarra Quiroga", "Rosa Ibarra Quiroga"),
        ("The Harbour Pilots’ Federation met. The Federation sued.", "Federation", "Harbour Pilots’ Federation"),
        ("The Orm Gazette reported it. The Gazette was sued.", "Gazette", "Orm Gazette"),
        ("Dmitri\u00a0Saar spoke. Mr\u00a0Saar left.", "Mr\u00a0Saar", "Dmitri Saar"),
        ("Peter Lunt spoke. Maria Lunt left. Mrs. Lunt wept.", "Mrs. Lunt", "Maria Lunt"),
    ],
)  # fmt: skip
def test_one_person_or_body_has_one_name(called, text, printed, entity):
    assert dict(called(text))[printed] == entity


@pytest.mark.parametrize(
    ("text", "printed", "entity"),
    [
        ("Peter Lunt Jr. met Peter Lunt.", "Peter Lunt", "Peter Lunt Jr."),
        ("President Marsh spoke. Marsh and Ada Marsh left. Marsh smiled.", "Marsh", "Ada Marsh"),
        ("Ana wept, neighbours said. Later Mayor Ana Sol came.", "Ana", "Ana Sol"),
        ("Peter Lunt met Maria Lunt.", "Maria Lunt", "Peter Lunt"),
        ("Mary Ann Berg spoke. Ann Berg left.", "Ann Berg", "Mary Ann Berg"),
        ("The Norland Senate met. The Senate in Orm sued.", "Senate", "Norland Senate"),
        ("The Federation met. The Harbour Federation sued.", "Federation", "Harbour Federation"),
    ],
)
def test_two_persons_stay_two(called, text, printed, entity):
    assert dict(called(text))[printed] != entity
