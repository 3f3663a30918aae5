"""What the application keeps of its own: seats, discussion, agreement, audit."""
