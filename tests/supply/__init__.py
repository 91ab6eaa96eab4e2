"""What the archive is made of: packages, what of them reaches readers, and under which licences.

``python -m tests.supply sbom`` writes the software bill of materials, ``notices`` the file of
notices that is published. Both say the same for the same locks on every machine and day.
"""
