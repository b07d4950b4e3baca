"""The machine as which the module acts on its own: on the parts of a stage, and by the clock."""

from yimen.kernel.base.actor import Machine

PROJECTS = Machine("projects")
