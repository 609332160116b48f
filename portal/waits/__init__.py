"""How long it really takes: what families of an area waited, worked out each night."""
