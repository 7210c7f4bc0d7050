"""What every page of answers is made of: sections, the words for numbers and dates, the style sheet, the frame."""
