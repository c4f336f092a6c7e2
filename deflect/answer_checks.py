"""Checks of answers: what failed trials tell an author, at the line of the question.

`answer-not-found`: the page is not among the first three for a question that it says it answers.
`answer-variant-not-found`: it is, but not when the question is typed as customers type.
`answer-wrong-page`: a page that `not_for` excludes is shown among the first three.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from deflect.answer_trial import Asked, Trial
from deflect.suggestion import Suggestion
from deflect.variant import Variant
from kb.finding import Finding, Level

# More words than an author adds at once.
_MOST_HINTS = 3
_MOST_REASONS = 3
_SHORTEST_HINT = 4

_PAIR = "pair it under terms with a word of the page"
_ELSE = "or move the question to the page that answers it"
_VARIANT_CURES = {
    Variant.NO_ACCENTS: "add the word without its accents to keywords",
    Variant.TYPO: "add to keywords another word for the same thing, so that not everything hangs on one",
    Variant.CAPITALS: "add the word in capitals to keywords",
    Variant.POLITE: "add to title or keywords the words of the question that matter most",
}


def check_answers(trials: Iterable[Trial]) -> Iterator[Finding]:
    """The findings of all trials, in their order."""
    for trial in trials:
        yield from _not_found(trial)
        yield from _variants_not_found(trial)
        yield from _wrong_pages(trial)


def hint(trial: Trial) -> str:
    """What to change on the page so that the question finds it; empty when it does."""
    missed = next((asked for asked in _askings(trial) if not asked.found), None)
    if missed is not None:
        return _cure(missed)
    variant = next((variant for variant, asked in trial.variants.items() if not asked.found), None)
    return _VARIANT_CURES[variant] if variant else ""


def _askings(trial: Trial) -> Iterator[Asked]:
    """The plain askings; what the page lacks is told best by the one that knows nobody's answers."""
    if not trial.own_words.found:
        yield trial.own_words
    yield trial.plain
    if trial.with_product is not None:
        yield trial.with_product


def _not_found(trial: Trial) -> Iterator[Finding]:
    missed = next((asked for asked in (trial.plain, trial.with_product) if asked and not asked.found), None)
    if missed is not None:
        message = f"“{missed.text}” {_shown(missed)} instead of this page"
    elif not trial.own_words.found:
        missed = trial.own_words
        message = f"“{missed.text}” finds this page only because answers quotes it; unquoted it {_shown(missed)}"
    else:
        return
    yield _finding(trial, "answer-not-found", message, hint(trial))


def _variants_not_found(trial: Trial) -> Iterator[Finding]:
    if not trial.plain.found:
        return
    for variant, asked in trial.variants.items():
        if not asked.found:
            message = f"“{asked.text}” ({variant}) {_shown(asked)} instead of this page"
            finding = _finding(trial, "answer-variant-not-found", message, _VARIANT_CURES[variant])
            yield replace(finding, level=Level.WARNING)


def _wrong_pages(trial: Trial) -> Iterator[Finding]:
    for intruder in trial.intruders:
        where = "before this page" if intruder.ahead else "beside this page"
        message = (
            f"“{trial.plain.text}” shows “{intruder.title}” at place {intruder.place}, {where}, "
            f"though not_for names {intruder.id}"
        )
        cure = f"take the words that mislead out of {intruder.id}, or take {intruder.id} out of not_for"
        finding = _finding(trial, "answer-wrong-page", message, cure)
        yield finding if intruder.ahead else replace(finding, level=Level.WARNING)


def _finding(trial: Trial, rule: str, message: str, cure: str) -> Finding:
    return trial.page.source.finding(("answers", trial.number), rule, message, cure)


def _shown(asked: Asked) -> str:
    if not asked.instead:
        return "finds nothing"
    return "finds " + ", ".join(_introduce(suggestion) for suggestion in asked.instead)


def _introduce(suggestion: Suggestion) -> str:
    """A page that was shown, and the words that weighed most for it."""
    words = list(dict.fromkeys(reason.word for reason in suggestion.why))[:_MOST_REASONS]
    return f"{suggestion.id} (by {', '.join(words)})" if words else suggestion.id


def _cure(asked: Asked) -> str:
    if nowhere := _telling(asked.nowhere):
        return f"add to keywords {_quoted(nowhere)}, which the page never says, {_PAIR}, {_ELSE}"
    if in_text := _telling(asked.in_text):
        return f"put {_quoted(in_text)} into title or keywords, not only into the text, {_ELSE}"
    if not asked.instead:
        return "write a question with a word that says what it is about"
    return f"say in the title what sets this page apart, {_ELSE}"


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(words)[:_MOST_HINTS])


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    """Without the little words that only turn a sentence: how, but, can. An abbreviation is short and tells."""
    return tuple(word for word in words if len(word) >= _SHORTEST_HINT or not word.islower())
