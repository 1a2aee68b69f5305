"""The sentences of a transcript: each is a slice, with the vector that the library holds for it."""

from itertools import pairwise

import numpy as np

from rag.lines import lines_of, vectors_of


def test_every_line_is_a_slice_of_one_turn_in_reading_order(sample_library):
    with sample_library.reading() as view:
        for transcript in view.transcripts():
            lines = lines_of(transcript)
            assert [line.place for line in lines] == list(range(len(lines)))
            spans = [line.span for line in lines]
            assert spans == sorted(spans)
            assert not any(a.meets(b) for a, b in pairwise(spans))
            for line in lines:
                turn = transcript.turns[line.turn]
                assert turn.span.start <= line.span.start < line.span.end <= turn.span.end
                assert line.speaker == turn.speaker
                said = "".join(line.span.of(transcript.text).split())
                assert "".join(line.shown.split()) == said


def test_a_line_has_the_vector_of_its_sentence(sample_library, bundled_encoder):
    with sample_library.reading() as view:
        transcript = view.transcript("shiomi_2031_1")
        lines = lines_of(transcript)
        vectors = vectors_of(view, lines)
    assert vectors.shape == (len(lines), bundled_encoder.dimension)
    said = [place for place, line in enumerate(lines) if line.turn]
    alone = bundled_encoder.encode_passages([lines[place].words for place in said[:20]])
    cosines = (alone * vectors[said[:20]]).sum(axis=1)
    assert np.median(cosines) > 0.999
