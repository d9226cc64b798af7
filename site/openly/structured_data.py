"""What search engines read of the article: schema.org's MedicalWebPage as JSON-LD."""

from typing import Any

from openly.addresses import public_address
from openly.article import REVIEWED
from openly.languages import Language
from openly.translation import Phrase

LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def medical_web_page(
    title: Phrase, description: Phrase, language: Language, source: Language
) -> dict[str, Any]:
    """Describe the article in one language, and as a translation of the original if it is one."""
    data = {
        "@context": "https://schema.org",
        **_work(title.text, language),
        "description": description.text,
        "lastReviewed": REVIEWED.isoformat(),
        "license": LICENSE,
    }
    if not language.is_source:
        data["translationOfWork"] = _work("", source)
    return data


def _work(name: str, language: Language) -> dict[str, Any]:
    address = public_address("article", language)
    work = {"@type": "MedicalWebPage", "url": address, "inLanguage": language.tag}
    return {**work, "name": name} if name else work
