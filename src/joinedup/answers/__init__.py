"""What a published build answers, disclosure-controlled: the layer between the tables and any reader."""
