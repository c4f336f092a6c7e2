"""The ledger: what customers set aside and why, and who has the problem of which incident."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "dismissals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("ask_id", sa.String(32), index=True),
        sa.Column("ticket_id", sa.Integer, sa.ForeignKey("tickets.id"), index=True),
        sa.Column("page", sa.Text, nullable=False, index=True),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "me_toos",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("incident", sa.Text, nullable=False, index=True),
        sa.Column("counted", sa.Boolean, nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("ask_id", sa.String(32), index=True),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("token_digest", sa.String(64), unique=True),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("person", sa.String(64), index=True),
        sa.Column("asked", sa.DateTime),
        sa.Column("confirmed", sa.DateTime),
        sa.Column("told", sa.DateTime),
        sa.UniqueConstraint("incident", "ask_id"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("me_toos")
    op.drop_table("dismissals")
