"""Pipeline: tags, heads and relations as the model's own pipeline gives them, in less than half of its time."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.language.network import Network
from analysis.language.threads import use_one_thread
from analysis.language.transitions import find_arcs, read_moves

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Pipeline:
    """The tagger and the parser of a model, with its weights, but not its own way to multiply them."""

    def __init__(self, model: "Language") -> None:
        self.network, self.moves = Network(model), read_moves(model)
        self.finish = model.get_pipe("parser").postprocesses  # type: ignore[attr-defined]

    def __call__(self, doc: "Doc") -> "Doc":
        """Give a Doc its tags, heads and relations.

        Takes: a Doc that says of each token whether a sentence begins there, cannot begin there, or may.

        >>> from analysis.language.parse import load_model
        >>> doc = Pipeline(load_model())(load_model().make_doc("Rebels shelled the old harbour."))
        >>> [(token.text, token.tag_, token.dep_, token.head.text) for token in doc][:2]
        [('Rebels', 'NNPS', 'nsubj', 'shelled'), ('shelled', 'VBD', 'ROOT', 'shelled')]

        Limits: those of the model; sums are rounded in another order than in its own pipeline.
        """
        borders = doc.to_array("SENT_START").view(np.int64).tolist()
        with use_one_thread():
            vectors = self.network.read(doc)
            tags = self.network.tag(vectors)
            heads, relations = find_arcs([token.text for token in doc], vectors, borders, self.moves)
        numbers = {relation: doc.vocab.strings.add(relation) for relation in set(relations)}
        above = (np.array(heads, dtype=np.int64) - np.arange(len(doc))).view(np.uint64)
        named = np.array([numbers[relation] for relation in relations], dtype=np.uint64)
        doc.from_array(["TAG", "HEAD", "DEP"], np.stack([tags, above, named], axis=1))  # type: ignore[arg-type]
        for finish in self.finish:
            finish(doc)
        return doc
