"""The demo county: invented staff and people, whose histories are made by playing the real actions."""
