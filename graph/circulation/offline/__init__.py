"""What a desk did while it was cut off: uploaded later, applied in order of its time, and kept where it conflicts."""
