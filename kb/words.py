"""Words for people, in the languages of the help centre."""

from typing import Any

from pydantic import ConfigDict, RootModel, model_validator

from kb.french import with_french_spaces

ANY_LANGUAGE = "*"


class Words(RootModel[dict[str, str]]):
    """One text in several languages: `{fr: …, en: …}`, or a plain string that serves for all of them."""

    model_config = ConfigDict(json_schema_extra={"type": ["string", "object"]})

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_text(cls, value: Any) -> Any:
        return {ANY_LANGUAGE: value} if isinstance(value, str) else value

    def say(self, lang: str) -> str:
        """The text in `lang`; failing that the plain text; failing that the first language written."""
        texts = self.root
        text = texts.get(lang) or texts.get(ANY_LANGUAGE) or next(filter(None, texts.values()), "")
        return with_french_spaces(text, lang)

    def __bool__(self) -> bool:
        return any(self.root.values())
