"""Reads tensors from a PyTorch checkpoint without PyTorch.

The published EfficientNet-Lite0 weights are a `torch.save` file of 2020: a run of
pickles followed by raw storages. Installing PyTorch (hundreds of megabytes) to read
49 names and arrays would be the heaviest step of `pip install .`, so this module reads
the format itself, with an unpickler that knows four harmless names and refuses all others.
The caller has checked the file's SHA-256 before.

Layout of the file (torch/serialization.py, `_legacy_save`): magic number, protocol
version, system information, the object (tensors refer to storages by persistent id),
the list of storage keys, then for each key an int64 element count and the raw data.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
PROTOCOL_VERSION = 1001
STORAGE_DTYPES = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}


class _Storage:
    """A flat run of numbers whose data is read after the pickles."""

    def __init__(self, dtype: np.dtype[Any], size: int) -> None:
        self.dtype = dtype
        self.size = size
        self.data: NDArray[Any] | None = None


class _Tensor:
    """A view (offset, shape, strides in elements) of a storage."""

    def __init__(
        self, storage: _Storage, offset: int, shape: tuple[int, ...], stride: tuple[int, ...]
    ) -> None:
        self.storage, self.offset, self.shape, self.stride = storage, offset, shape, stride

    def array(self) -> NDArray[Any]:
        assert self.storage.data is not None
        step = self.storage.dtype.itemsize
        return np.lib.stride_tricks.as_strided(
            self.storage.data[self.offset :], self.shape, [s * step for s in self.stride]
        ).copy()


def _rebuild_tensor(
    storage: _Storage,
    offset: int,
    shape: tuple[int, ...],
    stride: tuple[int, ...],
    requires_grad: bool = False,
    hooks: object = None,
) -> _Tensor:
    return _Tensor(storage, offset, shape, stride)


class _Unpickler(pickle.Unpickler):
    """Rebuilds a state dictionary and nothing else."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self.storages: dict[str, _Storage] = {}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild_tensor
        if module == "torch" and name in STORAGE_DTYPES:
            return STORAGE_DTYPES[name]
        raise pickle.UnpicklingError(
            f"the checkpoint asks for {module}.{name}; only tensors are read"
        )

    def persistent_load(self, saved_id: Any) -> _Storage:
        kind, dtype, key, _location, size, _view = saved_id
        if kind != "storage":
            raise pickle.UnpicklingError(f"unknown persistent id {kind!r}; expected 'storage'")
        return self.storages.setdefault(key, _Storage(dtype, size))


def _read_pickle(file: IO[bytes]) -> Any:
    return _Unpickler(file).load()


def load(path: Path) -> dict[str, NDArray[Any]]:
    """Return the tensors of a legacy PyTorch checkpoint as arrays by name.

    Raises
    ------
    ValueError
        The file is not a legacy `torch.save` state dictionary.
    """
    with path.open("rb") as file:
        if _read_pickle(file) != MAGIC_NUMBER or _read_pickle(file) != PROTOCOL_VERSION:
            raise ValueError(f"{path.name} is not a legacy PyTorch checkpoint")
        _read_pickle(file)  # system information: byte order and sizes of C types
        unpickler = _Unpickler(file)
        state = unpickler.load()
        for key in _read_pickle(file):
            storage = unpickler.storages[key]
            (count,) = np.frombuffer(file.read(8), "<i8")
            if count != storage.size:
                raise ValueError(
                    f"{path.name}: storage {key} has {count} numbers, not {storage.size}"
                )
            data = file.read(count * storage.dtype.itemsize)
            if len(data) != count * storage.dtype.itemsize:
                raise ValueError(f"{path.name}: storage {key} is cut off after {len(data)} bytes")
            storage.data = np.frombuffer(data, storage.dtype)
    return {name: tensor.array() for name, tensor in state.items()}
