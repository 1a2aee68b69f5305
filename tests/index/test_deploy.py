"""The starting points for operators agree with each other and with what the program reads."""

import re

import pytest
import yaml

from index.stores import Stores
from tests.conftest import ROOT

DEPLOY = ROOT / "index" / "deploy"


@pytest.fixture(scope="module")
def services() -> dict:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_the_app_is_told_of_servers_that_are_there(services):
    told = services["app"]["environment"]
    stores = Stores.named_in(told)
    addresses = stores.catalogue.rpartition("@")[2], stores.vectors.removeprefix("milvus:http://")
    hosts = [address.partition(":")[0] for address in addresses]
    assert hosts == ["postgres", "milvus"]
    assert set(told) == {"HATSUGEN_CATALOGUE", "HATSUGEN_STORE"}
    assert all(host in services["app"]["depends_on"] for host in hosts)


def test_every_volume_is_declared_and_every_service_named(services):
    declared = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["volumes"]
    used = {volume.split(":")[0] for one in services.values() for volume in one["volumes"]}
    assert {name for name in used if "$" not in name} == set(declared)
    assert {name for one in services.values() for name in one.get("depends_on", ())} <= set(
        services
    )


def test_nothing_but_the_app_is_published_and_that_to_this_host(services):
    published = {name: one["ports"] for name, one in services.items() if "ports" in one}
    assert published == {"app": ["127.0.0.1:8501:8501"]}


def test_no_secret_is_written_down(services):
    for one in services.values():
        for name, value in one.get("environment", {}).items():
            if "PASSWORD" in name or "SECRET" in name:
                assert re.fullmatch(r"\$\{\w+:\?\}", value), name


def test_the_versions_are_those_that_the_tests_run_against(services):
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert f"milvus=={services['milvus']['image'].split(':v')[1]}" in ci
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert "FROM python:3.11-slim" in image
    assert "-r requirements.txt" in image


def test_the_values_are_a_mapping_of_the_chart_s_parts():
    values = yaml.safe_load((DEPLOY / "milvus-values.yaml").read_text(encoding="utf-8"))
    assert list(values) == ["cluster", "queryNode", "indexNode", "dataNode", "proxy", "etcd",
                            "minio", "extraConfigFiles"]  # fmt: skip
    assert yaml.safe_load(values["extraConfigFiles"]["user.yaml"]) == {
        "common": {"security": {"authorizationEnabled": True}}
    }
