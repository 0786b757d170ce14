"""Requests that are wrong, area by area, and the stage they are played on."""
