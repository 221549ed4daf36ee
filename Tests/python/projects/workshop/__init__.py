"""How a project is made: generators in virtual environments of their own, and edits as a developer would make them."""
