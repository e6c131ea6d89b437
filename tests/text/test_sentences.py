"""Where sentences end. In the cases `|` marks a boundary at a space, `¦` one without."""

from __future__ import annotations

import pytest

from herodot.text.sentences import MAX_SENTENCE_CHARS, split_sentences
from herodot.text.span import Span

CASES = """
He left.|She stayed.
The U.S. Army said so.|Gen. Amos Tull denied it.
Lt. Gen. Paul A. Reyes and Lt. Col. J. R. Smith met Mr. Osei on Sept. 2 in Washington, D.C.|They talked.
The raid began at 3 a.m. on Monday.|It ended at 5 p.m.|The dead were counted.
He lives in the U.S.|He was born in Lagos.
It fell 3.5 percent to 1,204.75 points.|Analysts shrugged.
“We will not go,” he said.|“Not now.”|She laughed.
“Go away!” she said.|He went.
“Why should we?” Minister Ado asked.|Nobody knew.
“Why should we?”|Ado had no answer.
"They fired first."|The officer shrugged.
He said: "They fired first."|The officer shrugged.
They waited... and nothing came.
They waited...|Nothing came.
The paper says [...] that he fled.
He resigned (it was his third post.)|A week later he was back.
The bill was signed.[12]|It took effect in May.
MARDAN, Nov. 3 (Reuters) - A bomb killed six, police said.|No one claimed it.
The case, State v. Orlov, was dropped.|See No. 4 of the list.
Is the answer no?|No.|He shook his head.
He met St. John Bosco Jr. of Smith & Co. Ltd. in Geneva.
The Rev. A. B. Okoro of St. Mary's spoke.|Then Dr. Lund did.
They came from Jan. 4 to Feb. 9, i.e. Before the rains.
Fighters left the town.|al-Rashid stayed.
He read the letter.|3,000 people were there.
The group left.¦The army came, she said.
“It is ours.” – Col. Babar
وقال إنه لا يعرف.|هل عاد؟|لا أحد يعرف.
他走了。¦她留下了。
He saw E.U. flags and U.N. trucks.|In the end he left.
1. The parties shall meet.
A. Kollek was killed.|B. Kollek fled.
He said 'no.'|She agreed.
What now?!|Nobody said.
""".strip().splitlines()


def sentences(body: str) -> list[str]:
    """The words of each sentence of a paragraph."""
    return [body[span.start : span.end] for span in split_sentences(body, Span(start=0, end=len(body)))]


@pytest.mark.parametrize("case", CASES)
def test_news_sentences(case: str) -> None:
    """Law: abbreviations, initials, decimals, quotations, brackets and datelines do not mislead."""
    body = case.replace("|", " ").replace("¦", "")
    expected = case.replace("¦", "|").split("|")
    assert sentences(body) == expected


def test_an_endless_sentence_is_cut_at_a_space() -> None:
    """Law: no sentence is longer than the bound; it is cut at white space where there is any."""
    body = "word " * 5000 + "end"
    parts = sentences(body)
    assert max(map(len, parts)) <= MAX_SENTENCE_CHARS
    assert " ".join(parts) == body
    assert "".join(sentences("x" * 5001)) == "x" * 5001


def test_only_the_paragraph_is_cut() -> None:
    """Law: spans lie inside the paragraph that was given."""
    body = "One. Two.\n\nThree. Four."
    assert [body[s.start : s.end] for s in split_sentences(body, Span(start=11, end=len(body)))] == [
        "Three.",
        "Four.",
    ]
