"""How well near-copies are found: 200 invented articles, 60 of them planted copies of four kinds.

    python benchmarks/duplicates.py [--seeds 10] [--articles 200] [--list]

The originals report thirty invented events, several sources an event, with names, figures, direct quotations and
boilerplate in common, so that what must not be found is there too. Copies: verbatim; cut (a third to three quarters
of the paragraphs); lightly edited (words replaced, left out, added; spellings changed; a sentence dropped, another
put in); a passage of two or three paragraphs inside an own report. Counted are pairs of articles: a pair is right
if both hold the same original's words.
"""

import argparse
import random
import time

import pandas as pd

from analysis.comparing.matching.copies import find_duplicates

PLACES = "Velmora Norby Tallin Ostrava-Lesk Karsund Brannock Silvaro Mirefield Dunholt Estrava".split()  # noqa: SIM905
PEOPLE = ["Ida Renn", "Jon Tarr", "Mara Olin", "Piet Varga", "Sanna Holm", "Luca Brand", "Edda Moss", "Tove Arnell"]
ROLES = ["mayor", "harbour master", "fire chief", "union leader", "council spokeswoman", "hospital director"]
ACTORS = [
    "the town council", "a group of residents", "the port authority", "police officers", "the regional court",
    "two hundred dock workers", "engineers from the water board", "the school board", "shop owners", "the ministry",
    "volunteers of the coast guard", "the opposition", "a retired judge", "nurses at the hospital", "the ferry company",
]  # fmt: skip
VERBS = [
    "closed", "voted against", "defended", "blocked", "withdrew", "asked about", "opened", "inspected", "cut",
    "signed", "called off", "rejected", "cleared", "named", "delayed", "praised", "paid for", "photographed",
]  # fmt: skip
THINGS = [
    "the old bridge", "a harbour plan", "the report on flooded streets", "the road to the ferry", "a complaint",
    "the inquiry into the fire", "a shelter for families", "two cracked piers", "the museum budget", "its contract",
    "the march", "pumps for the lower town", "the market square", "a new director", "the sea wall", "night trains",
    "an agreement on wages", "the evacuation of the east bank", "rules for fishing boats", "the opera house roof",
]  # fmt: skip
WHEN = [
    "on Monday morning", "late on Tuesday", "during the storm", "before the weekend", "on Thursday night", "at dawn",
    "last month", "within hours", "for the second time", "without notice", "at short notice", "in the end",
]  # fmt: skip
JOINS = ["because", "although", "while", "as", "after", "before", "so that", "even though", "once", "until"]
REASONS = [
    "insurance would not pay", "engineers had warned of it", "hundreds waited outside", "water rose again",
    "both parties were surprised", "those by the river protested", "most shops had signed a letter",
    "the ban was lifted", "nobody answered the telephone", "the money had run out", "snow was forecast",
    "the press was not admitted", "the lawyers disagreed", "a vote was due", "schools had already shut",
]  # fmt: skip
THEN = [
    "The decision takes effect in {n} days", "Some {n} households are without power", "It will cost {n} million crowns",
    "At least {n} people were taken to hospital", "Nearly {n} tickets were sold", "The road stays shut for {n} weeks",
]  # fmt: skip
SAID = [
    "We have waited long enough and we will not wait another winter",
    "Nobody in this town has been told the whole story of that night",
    "There is no danger to the drinking water and there never was any",
    "I take the blame for the delay but not for what came after it",
    "The plan was sound when we made it and it is sound today",
]
BOILERPLATE = ["This is a developing story.", "Additional reporting by our staff.", "The ministry declined to comment."]
SWAPS = {
    "closed": "shut", "road": "street", "people": "persons", "asked": "called", "hall": "chamber", "cost": "price",
    "after": "following", "old": "ageing", "new": "planned", "town": "city", "harbour": "harbor", "centre": "center",
}  # fmt: skip
Sentence = tuple[int, str]


def write_original(rng: random.Random, event: dict[str, list[str]]) -> list[Sentence]:
    """Write a report of an event: sentences with the number of their paragraph."""
    sentences: list[Sentence] = []
    for paragraph in range(rng.randint(6, 12)):
        for _ in range(rng.randint(1, 3)):
            clauses = [f"{rng.choice(VERBS)} {rng.choice(event['things'])}" for _ in range(rng.randint(1, 2))]
            text = f"{rng.choice(event['actors'])} {' and '.join(clauses)} {rng.choice(WHEN)}"
            text += f" {rng.choice(JOINS)} {rng.choice(REASONS)}"
            if rng.random() < 0.5:
                text += f", {rng.choice(ROLES)} {rng.choice(event['people'])} of {rng.choice(event['places'])} said"
            sentences.append((paragraph, text[0].upper() + text[1:] + "."))
            if rng.random() < 0.4:
                sentences.append((paragraph, rng.choice(THEN).format(n=rng.randint(2, 90)) + "."))
        if rng.random() < 0.3:
            sentences.append((paragraph, f"“{rng.choice(SAID)},” {rng.choice(event['people'])} said."))
    return [*sentences, (99, rng.choice(BOILERPLATE))]


def cut(rng: random.Random, original: list[Sentence]) -> list[Sentence]:
    """Keep a run of a third to three quarters of the paragraphs."""
    paragraphs = sorted({paragraph for paragraph, _ in original})
    keep = max(3, round(len(paragraphs) * rng.uniform(1 / 3, 3 / 4)))
    first = rng.randint(0, len(paragraphs) - keep)
    kept = set(paragraphs[first : first + keep])
    return [sentence for sentence in original if sentence[0] in kept]


def edit(rng: random.Random, original: list[Sentence]) -> list[Sentence]:
    """Edit lightly: a tenth of the words at most, one sentence dropped, another put in."""
    edited = []
    dropped = rng.randrange(len(original))
    for number, (paragraph, text) in enumerate(original):
        if number == dropped:
            continue
        words = [SWAPS[word] if word in SWAPS and rng.random() < 0.5 else word for word in text.split()]
        if rng.random() < 0.5:
            place = rng.randrange(1, len(words))
            words[place : place + rng.randint(0, 1)] = [rng.choice(["also", "reportedly", "however"])]
        edited.append((paragraph, " ".join(words)))
    edited.insert(
        rng.randrange(len(edited)), (50, "Our reporter was on the scene and spoke with those who had seen it.")
    )
    return edited


def embed(rng: random.Random, original: list[Sentence], own: list[Sentence]) -> list[Sentence]:
    """Put two or three paragraphs of the original into an own report."""
    paragraphs = sorted({paragraph for paragraph, _ in original})[:-1]
    first = rng.randrange(len(paragraphs) - 2)
    taken = [(200 + p, text) for p, text in original if p in paragraphs[first : first + rng.randint(2, 3)]]
    place = rng.randrange(len(own))
    return own[:place] + taken + own[place:]


def make_corpus(seed: int, *, n_articles: int = 200) -> tuple[pd.DataFrame, pd.DataFrame, dict[tuple[str, str], str]]:
    """Make articles, sentences and the planted pairs with their kind; 3 in 10 articles are copies."""
    rng = random.Random(seed)
    events = [
        {"actors": rng.sample(ACTORS, 5), "things": rng.sample(THINGS, 9), "people": rng.sample(PEOPLE, 3),
         "places": rng.sample(PLACES, 2)}
        for _ in range(30)
    ]  # fmt: skip
    reports: list[tuple[int, list[Sentence]]] = []
    for number in range(round(n_articles * 0.7)):
        reports.append((number % 30, write_original(rng, events[number % 30])))
    n_originals = len(reports)
    planted: dict[tuple[str, str], str] = {}
    kinds = ["verbatim", "cut", "lightly edited", "passage"]
    for number in range(n_originals, n_articles):
        chosen = rng.randrange(n_originals)
        event, original = reports[chosen]
        kind = kinds[number % 4]
        copy = {
            "verbatim": lambda text=original: list(text),
            "cut": lambda text=original: cut(rng, text),
            "lightly edited": lambda text=original: edit(rng, text),
            "passage": lambda text=original, e=event: embed(rng, text, write_original(rng, events[e])),
        }[kind]()
        reports.append((event, copy))
        planted[f"a{chosen:03d}", f"a{number:03d}"] = kind
    articles = pd.DataFrame({
        "article_id": [f"a{number:03d}" for number in range(len(reports))],
        "event": [f"e{event}" for event, _ in reports],
        "source": [f"s{number % 7}" for number in range(len(reports))],
        "date": "",
    })  # fmt: skip
    rows = []
    for number, (_, sentences) in enumerate(reports):
        start = 0
        for position, (paragraph, text) in enumerate(sentences):
            rows.append(
                (f"a{number:03d}", f"a{number:03d}:s{position:03d}", paragraph, "body", start, start + len(text), text)
            )
            start += len(text) + 1
    columns = ["article_id", "sentence_id", "paragraph", "zone", "start", "end", "text"]
    return articles, pd.DataFrame(rows, columns=columns), planted


def score_corpus(seed: int, *, n_articles: int = 200) -> tuple[dict[str, list[int]], list[tuple[str, str, str]]]:
    """Count, per kind, planted pairs and those found; and name what was missed or found without being planted."""
    articles, sentences, planted = make_corpus(seed, n_articles=n_articles)
    found = find_duplicates(articles, sentences)
    pairs = set(zip(found["article_a"], found["article_b"], strict=True))
    counts: dict[str, list[int]] = {}
    for pair, kind in planted.items():
        counts.setdefault(kind, [0, 0])
        counts[kind][0] += 1
        counts[kind][1] += pair in pairs
    original = {copy: first for first, copy in planted}
    wrong = sorted((a, b) for a, b in pairs if original.get(a, a) != original.get(b, b))
    # Two copies of one original are copies of each other only where they hold the same part of it.
    right = len(pairs) - len(wrong)
    counts["found pairs"] = [len(pairs), right]
    missed = [(*pair, kind) for pair, kind in planted.items() if pair not in pairs]
    return counts, missed + [(*pair, "not planted") for pair in wrong]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--list", action="store_true", help="name what was missed")
    args = parser.parse_args()
    total: dict[str, list[int]] = {}
    listed = []
    began = time.process_time()
    for seed in range(args.seeds):
        counts, notes = score_corpus(seed, n_articles=args.articles)
        for kind, (n, hit) in counts.items():
            total.setdefault(kind, [0, 0])
            total[kind] = [total[kind][0] + n, total[kind][1] + hit]
        listed += [(seed, *note) for note in notes]
    seconds = time.process_time() - began
    n_found, n_right = total.pop("found pairs")
    n, hit = (sum(column) for column in zip(*total.values(), strict=True))
    each = seconds / args.seeds / args.articles * 1000
    print(f"{args.seeds} corpora of {args.articles} articles, {each:.1f} ms an article")
    print(f"recall {hit / n:.4f} ({hit}/{n}); precision {n_right / n_found:.4f} ({n_right}/{n_found})")
    for kind, (n_kind, hit_kind) in sorted(total.items()):
        print(f"  {kind}: {hit_kind}/{n_kind}")
    if args.list:
        print("\n".join(map(str, listed)))


if __name__ == "__main__":
    main()
