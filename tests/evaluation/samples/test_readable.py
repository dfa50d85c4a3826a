"""Copies with text on every page, for tools that look numbers up without OCR."""

from pathlib import Path

import pymupdf

from almpo.evaluation.samples.readable import build_readable


def test_copies_have_the_pages_of_the_truth_and_text_on_each(tmp_path: Path, samples) -> None:
    build_readable(tmp_path)
    for report in samples.all():
        with pymupdf.open(tmp_path / report.file_name) as copy:
            texts = [page.get_text() for page in copy]
        expected = samples.pages(report.id).texts
        assert len(texts) == len(expected)
        for text, page in zip(texts, expected, strict=True):
            assert "".join(page.split())[:200] == "".join(text.split())[:200]
