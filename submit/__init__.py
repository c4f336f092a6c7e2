"""Submission: the service that asks, searches, checks a draft, and takes the ticket."""
