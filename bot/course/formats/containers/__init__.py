"""What files are packed in, unpacked in bounded memory: XML, JSON, zip."""
