"""Agency: forms of harm and force on invented news, and on the two seeds."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.reading.article import read_article
from analysis.schema import AGENCY_FORMS

SEEDS = Path(__file__).parents[3] / "seeds"
ACTIVE, WITH, WITHOUT, NOMINAL, INSTRUMENT = AGENCY_FORMS

# (sentence, form, agent, patient, instrument)
SENTENCES = [
    # war
    ("Rebels shelled the port of Odrava on Monday.", ACTIVE, "Rebels", "the port of Odrava", ""),
    ("The port was shelled by rebels on Monday.", WITH, "rebels", "The port", ""),
    ("The port of Odrava was shelled overnight.", WITHOUT, "", "The port of Odrava", ""),
    ("A rocket killed four fishermen near the coast.", INSTRUMENT, "", "four fishermen", "A rocket"),
    ("Four fishermen were killed by a rocket near the coast.", WITHOUT, "", "Four fishermen", "a rocket"),
    ("Four fishermen were killed in a rocket attack near the coast.", WITHOUT, "", "Four fishermen", "a rocket attack"),
    ("The killing of four fishermen angered the village.", NOMINAL, "", "four fishermen", ""),
    ("The killing of four fishermen by soldiers angered the village.", NOMINAL, "soldiers", "four fishermen", ""),
    ("Government forces bombed a hospital in the east.", ACTIVE, "Government forces", "a hospital", ""),
    ("A hospital was bombed by government forces.", WITH, "government forces", "A hospital", ""),
    ("The bombing of the hospital lasted an hour.", NOMINAL, "", "the hospital", ""),
    ("Velland invaded its neighbour in March.", ACTIVE, "Velland", "its neighbour", ""),
    ("Velland’s invasion of its neighbour began in March.", NOMINAL, "Velland", "its neighbour", ""),
    ("Troops opened fire on worshippers outside the temple.", ACTIVE, "Troops", "worshippers", ""),
    ("The army launched an attack on the border town.", ACTIVE, "The army", "the border town", ""),
    ("An attack on the border town was carried out by the army.", WITH, "the army", "the border town", ""),
    ("The strike that killed the minister was filmed.", INSTRUMENT, "", "the minister", "The strike"),
    ("A series of blasts injured dozens of shoppers.", INSTRUMENT, "", "dozens of shoppers", "A series of blasts"),
    ("Militants abducted two engineers and held them hostage.", ACTIVE, "Militants", "two engineers", ""),
    ("Two engineers were abducted by militants.", WITH, "militants", "Two engineers", ""),
    ("The abduction of two engineers was condemned.", NOMINAL, "", "two engineers", ""),
    ("Twelve conscripts died in an air strike.", NOMINAL, "", "Twelve conscripts", ""),
    ("The blast left nine villagers dead.", INSTRUMENT, "", "nine villagers", "The blast"),
    # crime
    ("A gunman shot a cashier at a petrol station.", ACTIVE, "A gunman", "a cashier", ""),
    ("A cashier was shot at a petrol station.", WITHOUT, "", "A cashier", ""),
    ("The man who stabbed the teacher fled on foot.", ACTIVE, "The man", "the teacher", ""),
    ("A teacher was stabbed with a kitchen knife.", WITHOUT, "", "A teacher", "a kitchen knife"),
    ("The murder of Anna Lindqvar remains unsolved.", NOMINAL, "", "Anna Lindqvar", ""),
    ("Anna Lindqvar’s murder remains unsolved.", NOMINAL, "", "Anna Lindqvar", ""),
    ("Her husband is accused of murdering Anna Lindqvar.", ACTIVE, "Her husband", "Anna Lindqvar", ""),
    ("A woman found stabbed in a park was named on Friday.", WITHOUT, "", "A woman", ""),
    ("Robbers beat the shopkeeper with a hammer.", ACTIVE, "Robbers", "the shopkeeper", "a hammer"),
    ("He raped two women in 2009, the court heard.", ACTIVE, "He", "two women", ""),
    ("Two women were raped by a prison guard.", WITH, "a prison guard", "Two women", ""),
    ("A lorry ploughed into a crowd at the market.", INSTRUMENT, "", "a crowd", "A lorry"),
    ("The van that hit the cyclists did not stop.", INSTRUMENT, "", "the cyclists", "The van"),
    ("The boy was kidnapped and later murdered.", WITHOUT, "", "The boy", ""),
    ("Bullets struck three children.", INSTRUMENT, "", "three children", "Bullets"),
    # police and protest
    ("Police arrested the editor at dawn.", ACTIVE, "Police", "the editor", ""),
    ("The editor was arrested at dawn.", WITHOUT, "", "The editor", ""),
    ("The arrest of the editor drew protests.", NOMINAL, "", "the editor", ""),
    ("The editor’s arrest drew protests.", NOMINAL, "", "The editor", ""),
    ("Officers fired tear gas at students.", ACTIVE, "Officers", "students", "tear gas"),
    ("Riot police dispersed the crowd with water cannon.", ACTIVE, "Riot police", "the crowd", "water cannon"),
    ("Students were beaten by police.", WITH, "police", "Students", ""),
    ("Students clashed with police outside the ministry.", ACTIVE, "Students", "police", ""),
    ("Clashes between farmers and police spread to the capital.", NOMINAL, "farmers and police", "", ""),
    ("Marchers stopped by police sat down in the road.", WITH, "police", "Marchers", ""),
    ("Protesters shot by police are in hospital.", WITH, "police", "Protesters", ""),
    ("Two rockets were fired at the harbour.", WITHOUT, "", "the harbour", "Two rockets"),
    ("Israel attacked Gaza on Friday.", ACTIVE, "Israel", "Gaza", ""),
    ("The senator attacked the guard with a bottle.", ACTIVE, "The senator", "the guard", "a bottle"),
    ("The strikes followed a missile attack on the base.", NOMINAL, "", "", ""),
    ("The deportation of asylum seekers was halted.", NOMINAL, "", "asylum seekers", ""),
    ("Officials deported forty families last week.", ACTIVE, "Officials", "forty families", ""),
    ("The guards tortured prisoners, the report says.", ACTIVE, "The guards", "prisoners", ""),
    ("Prisoners were tortured at the hands of guards.", WITH, "guards", "Prisoners", ""),
    ("Officers were accused of beating two demonstrators.", ACTIVE, "Officers", "two demonstrators", ""),
    ("The shooting of a teenager by an officer set off riots.", NOMINAL, "an officer", "a teenager", ""),
    # accident and nature
    ("An earthquake killed at least 200 people.", INSTRUMENT, "", "at least 200 people", "An earthquake"),
    ("Two hikers were killed in an avalanche.", WITHOUT, "", "Two hikers", "an avalanche"),
    ("Seven passengers were injured in a train crash.", WITHOUT, "", "Seven passengers", "a train crash"),
    ("A gas explosion destroyed a block of flats.", INSTRUMENT, "", "a block of flats", "A gas explosion"),
    ("Floods destroyed hundreds of homes.", INSTRUMENT, "", "hundreds of homes", "Floods"),
    ("The factory was destroyed by fire.", WITHOUT, "", "The factory", "fire"),
    # politics, other countries and registers
    ("The president of Carvenia was assassinated in 1994.", WITHOUT, "", "The president of Carvenia", ""),
    ("The assassination of President Obiang Mokele shook Carvenia.", NOMINAL, "", "President Obiang Mokele", ""),
    ("The junta executed eleven officers.", ACTIVE, "The junta", "eleven officers", ""),
    ("Poachers shot dead two rangers in the reserve.", ACTIVE, "Poachers", "two rangers", ""),
    ("Settlers torched cars and attacked shepherds.", ACTIVE, "Settlers", "shepherds", ""),
    ("Loggers, hired by a mill owner, attacked the camp.", ACTIVE, "Loggers", "the camp", ""),
    ("An unarmed pupil was shot and killed by guards.", WITH, "guards", "An unarmed pupil", ""),
    ("Police hit demonstrators with batons.", ACTIVE, "Police", "demonstrators", "batons"),
]

NOTHING = [
    # no harm is done
    "The government deployed troops in the northern mines.",
    "The deployed forces will return in May.",
    "Villagers forced their way into the hall.",
    "The labour strike enters its third week.",
    "Dockers were on strike, and three strikes are planned.",
    "The director was fired on Tuesday.",
    "The statement will prevent him from running.",
    "Drugs were trafficked through the port.",
    # politics tells its quarrels as fights
    "The senator attacked the mayor in a debate.",
    "Reed attacked Lind on television.",
    "The lawsuit targets three ministers.",
    "A new advert targets Senator Lind.",
    "Democrats raided Medicare, the advert says.",
    "It was an assault on our democracy.",
    "The partisan brawl went on.",
    "Critics blasted the minister.",
    "The reform would wipe out benefits.",
    "Charges were leveled at the company.",
    "A legal assault on the president began.",
    "Her party demolished its opponents.",
    "The senate killed the bill on Tuesday.",
    "The director shot the film in Malta.",
    "Rovers beat United in the final.",
    "Sales hit a record in June.",
    "The two parties struck a deal.",
    "The company fired nine managers.",
    "Critics attacked his record on taxes.",
    "The senator attacked Ms. Orlova for her silence.",
    "It was an abuse of power.",
    "Nurses began a two-day strike over pay.",
    "He suffered a heart attack in Lisbon.",
    "No one was killed in the storm.",
    "The guards did not shoot the boy.",
    "The minister stopped speaking.",
    "They made a killing on the stock market.",
    "The bank executed the plan.",
    "The actor’s death at 92 was announced by his agent.",
    "Rain stopped play in the second test.",
    "The chef beat the eggs.",
]


def read(text: str) -> pd.DataFrame:
    return read_article(text)["agency"]


@pytest.mark.parametrize(("text", "form", "agent", "patient", "instrument"), SENTENCES)
def test_invented_news(text: str, form: str, agent: str, patient: str, instrument: str) -> None:
    found = read(text)[["form", "agent", "patient", "instrument"]].values.tolist()
    assert [form, agent, patient, instrument] in found


def read_seed(name: str) -> pd.DataFrame:
    return read((SEEDS / name).read_bytes().decode("utf-8"))


def test_seeds_tell_one_killing_in_eight_forms() -> None:
    tables = [read_seed("000_f1ff09710e15aa11.txt"), read_seed("003_a403026302f0a8d1.txt")]
    columns = ["form", "patient", "instrument"]
    found = [table.loc[table["act"] == "killing", columns].values.tolist() for table in tables]
    assert found == [
        [
            [NOMINAL, "top Iranian military commander Qasem Soleimani", "an American drone strike"],
            [WITHOUT, "Soleimani", "a US drone strike"],
            [NOMINAL, "Soleimani", ""],
        ],
        [
            [NOMINAL, "Soleimani", ""],
            [NOMINAL, "Iranian commander Qasim Soleimani", ""],
            [INSTRUMENT, "Soleimani", "An American airstrike"],
            [NOMINAL, "its general", ""],
            [NOMINAL, "Soleimani", ""],
        ],
    ]
    assert all((table.loc[table["act"] == "killing", "agent"] == "").all() for table in tables)


def test_seeds_tell_who_stops_and_who_clashes() -> None:
    stopped = read_seed("000_f1ff09710e15aa11.txt").iloc[-1]
    assert stopped["text"] == "were stopped by police"
    assert stopped[["form", "agent", "patient"]].tolist() == [WITH, "police", "The protestor"]
    clash = read_seed("003_a403026302f0a8d1.txt").query("act == 'clash'").iloc[0]
    assert clash[["form", "agent", "patient"]].tolist() == [ACTIVE, "Thousands of people", "police"]


def test_spans_slice_and_order() -> None:
    text = (SEEDS / "003_a403026302f0a8d1.txt").read_bytes().decode("utf-8")
    found = read(text)
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["text"].tolist()
    assert found["start"].is_monotonic_increasing
    assert set(found["form"]) <= set(AGENCY_FORMS)


def test_voice_is_that_of_the_segment() -> None:
    found = read("“Rebels shelled the port,” she said. Soldiers shot two boys.")
    assert found["voice"].tolist() == ["direct", "own"]


@pytest.mark.xfail(reason="the model reads 'A protester shot' as a noun phrase with the head 'shot'", strict=True)
def test_reduced_passive_misread() -> None:
    assert read("A protester shot by police is in hospital.")["form"].tolist() == [WITH]


@pytest.mark.xfail(reason="a verbal attack on a person looks like any other attack", strict=True)
def test_verbal_attack() -> None:
    assert read("Her disdainful attack on Paul Menken won applause.").empty


@pytest.mark.parametrize("text", NOTHING)
def test_no_act(text: str) -> None:
    assert read(text).empty


def test_a_walkout_is_no_act_beside_a_crime_and_a_strike_is_one_beside_war() -> None:
    assert read("The strike lasted a week. A cashier was shot on Monday.")["act"].tolist() == ["shooting"]
    assert read("The strike lasted an hour. Drones bombed the port.")["act"].tolist() == ["attack", "bombing"]
