"""When something of `support.yml` concerns a request: of which kinds, about which products and topics."""

from collections.abc import Container
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from kb.request_kind import RequestKind


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_ONE_OR_MORE: dict[str, JsonValue] = {"type": ["array", "string"]}


class When(BaseModel):
    """Conditions that all have to hold; one that names nothing always holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Annotated[tuple[RequestKind, ...], BeforeValidator(_as_list)] = Field(
        default=(),
        description="The kinds of request that it concerns; none: all of them.",
        json_schema_extra=_ONE_OR_MORE,
    )
    product: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = Field(
        default=(), description="The products that it concerns; none: all of them.", json_schema_extra=_ONE_OR_MORE
    )
    topic: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = Field(
        default=(), description="The topics that it concerns; none: all of them.", json_schema_extra=_ONE_OR_MORE
    )

    def fits(self, kind: str, product: str, topic: str = "") -> bool:
        """Whether a request of that kind, product and topic is concerned. What is not known yet is not concerned."""
        named: tuple[tuple[Container[str], str], ...] = (
            (self.kind, kind),
            (self.product, product),
            (self.topic, topic),
        )
        return all(not wanted or value in wanted for wanted, value in named)
