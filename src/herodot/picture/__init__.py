"""What all statements together say. Derived from the store and from judgments; droppable, rebuilt at will."""
