"""An answer as plain values, the same for the command line and for programs."""

from typing import Any

from concord.situation import Situation
from concord.standing.answer import Sentence, Standing
from concord.standing.texts import Texts

__all__ = ["as_record"]


def as_record(standing: Standing, situation: Situation, texts: Texts) -> dict[str, Any]:
    """The answer as JSON has it: every sentence with its act and the publications it rests on."""
    question = standing.question
    return {
        "document": question.paper,
        "on": question.on.isoformat(),
        "known": question.known.isoformat(),
        "language": texts.language,
        "state": standing.state.value,
        "state_in_words": texts.states[standing.state.value],
        "until": standing.until.isoformat() if standing.until else None,
        "disputed": standing.disputed,
        "not_advice": texts.headings["not_advice"],
        "sentences": [_sentence(sentence, texts) for sentence in standing.sentences],
        "acts": [
            {
                "code": act.code,
                "title": texts.of(act.title),
                "party": act.party,
                "announced": act.announced.isoformat() if act.announced else None,
                "announced_exactly": act.announced_exactly and act.announced is not None,
                "begins": act.begins.isoformat() if act.begins else None,
                "until": act.until.isoformat() if act.until else None,
                "leave_by": act.leave_by.isoformat() if act.leave_by else None,
                "sources": list(act.sources),
            }
            for act in standing.acts
        ],
        "sources": {
            source.id: {
                "publisher": source.publisher,
                "title": source.title,
                "date": source.date,
                "address": source.address,
            }
            for source in situation.sources
            if source.id in standing.sources
        },
    }


def _sentence(sentence: Sentence, texts: Texts) -> dict[str, Any]:
    return {
        "kind": sentence.kind.value,
        "id": sentence.id,
        "text": texts.tell(sentence),
        "act": sentence.act,
        "party": sentence.party,
        "sources": list(sentence.sources),
    }
