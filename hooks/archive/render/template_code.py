"""The Python code that page templates become: what is known of our templates is not asked again.

Jinja's own code asks of every value whether it is markup, of every attribute whether it is an item
instead, of everything that is called whether it wants the template's context, and of imported
macros whether there are variables that they have not seen. In ours most of what is printed is
markup already, ``.name`` is an attribute, ``[key]`` an item, nothing wants a context, and macros
see what they are given: these questions took a quarter of the time of a page. Were a method that is
overridden here no longer asked, Jinja's own would print the same.
"""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.ext import Extension
from jinja2.runtime import Macro
from jinja2.utils import missing

from archive.render.markup import markup, printed


class WordsAlone(Extension):
    """Reads words of the interface that stand alone, ``{{ t("key") }}``, from a table.

    They are most of what a page prints; a call for each took a third of its time.
    """

    _alone = re.compile(r"(\{\{-? )(view\.)?t\((\"[^\"{}]+\")\)( -?\}\})")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template in which they are looked up in ``View.said``."""
        return self._alone.sub(r"\1\2said[\3]\4", source)


class DirectMacro(Macro):
    """A macro that most calls give what it takes by place, and that prints markup."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """What it prints."""
        lacking = self._argument_count - len(args)
        if kwargs or lacking < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        return markup(self._func(*args, *(missing,) * lacking))


class DirectCode(CodeGenerator):
    """Writes templates as code that reads attributes and items, and calls, as Python does."""

    def visit_Template(  # noqa: N802  # as Jinja calls it
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Write a template, and before it where that comes from which Jinja does not know."""
        for known in (printed, DirectMacro):
            self.writeline(f"from {known.__module__} import {known.__name__}")
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write the making of a macro, ``Macro(…)``, as that of a :class:`DirectMacro`."""
        self.write("Direct")
        super().macro_def(macro_ref, frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(").module")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write ``value.name``."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write ``value[key]``."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write ``called(arguments)``."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{printed.__name__}(")
