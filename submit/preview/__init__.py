"""The preview of `palier dev`: what an author writes, as readers will see it, a moment later."""
