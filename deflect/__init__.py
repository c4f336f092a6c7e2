"""Deflection: how a question becomes at most five answers.

When the help centre is built, each page becomes terms (`page`, with the words of `analysis`, the fields of `fields`
and the passages of `passage`). The volume writer works out what each term is worth on each page (`worth`), where it
stands (`places`) and what pages are about (`latent`), and Whoosh keeps it (`whoosh_postings`).

When somebody asks, in this order:

=====================  ==========================================================================================
the words              `clue` reads the question (`question`) into weighted words, each with the forms it may take:
                       its own, a neighbour's where it is mistyped (`spelling`), another of the `glossary`
the first pass         `ranking` adds up what these are worth on each page, over whole lists of `postings`
the second pass        `rereading` reads the best sixty again: what stands together, what the title names;
                       `ranking` adds how near page and question are in what they are about, and, where the operator
                       asked for it, in what they mean (`affinity`, of the vectors of `meaning` and `encoder`)
whether to show it     `trust` says how likely it is that a page is about the question at all, by how familiar its
                       words are (`familiarity`); `search` shows nothing rather than noise
in which order         `suggestion` puts incidents of the customer's version first and other products last, by the
                       pages' covers (`cover`); of those that are shown it finds the best passage (`excerpt`)
=====================  ==========================================================================================

`explanation` tells that arithmetic, `evaluation` measures it, `answer_trial` asks the authors' own questions.

An engine is a `volume`: ranking knows only that protocol. What stands behind it may be Whoosh or another.
"""
