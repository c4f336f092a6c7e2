"""Where a ticket's customer came from: whom the product vouched for, and on which of its pages they were."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("tickets", sa.Column("customer", sa.JSON, nullable=True))
    op.add_column("tickets", sa.Column("page", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("tickets", "page")
    op.drop_column("tickets", "customer")
