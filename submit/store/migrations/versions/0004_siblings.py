"""Siblings: the requests that were one message once."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column, empty: no request before had a sibling."""
    op.add_column("tickets", sa.Column("siblings_key", sa.String(32), nullable=True))
    op.create_index("ix_tickets_siblings_key", "tickets", ["siblings_key"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_tickets_siblings_key", "tickets")
    op.drop_column("tickets", "siblings_key")
