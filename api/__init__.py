"""The public face of maillon for notebooks and scripts; `import maillon` hands on its names."""
