"""How much quicker the blockwise sum is than the plain one: processor time, forward and backward, in turn.

python benchmarks/machine_speed.py
"""

import statistics
import time
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, softplus

from composer_app.harmony.blockwise import softplus_sum

BATCH, UNITS, HIDDEN, ROUNDS = 256, 144, 256, 9


def plain(drive: Tensor, weight: Tensor) -> Tensor:
    return softplus(drive[:, None] + weight).sum(2)


def seconds(sums: Callable[[Tensor, Tensor], Tensor], drive: Tensor, weight: Tensor, target: Tensor) -> float:
    start = time.process_time()
    torch.autograd.backward(cross_entropy(sums(drive, weight), target))
    return time.process_time() - start


def main() -> None:
    torch.set_num_threads(1)
    rng = torch.Generator().manual_seed(0)
    drive = torch.randn(BATCH, HIDDEN, generator=rng).requires_grad_()
    weight = torch.randn(UNITS, HIDDEN, generator=rng).requires_grad_()
    target = torch.randint(0, UNITS, (BATCH,), generator=rng)
    rounds = [
        [seconds(sums, drive, weight, target) for sums in (plain, softplus_sum)] for _ in range(ROUNDS + 1)
    ][1:]
    ratios = [before / after for before, after in rounds]
    for name, times in zip(("plain", "blockwise"), zip(*rounds, strict=True), strict=True):
        print(
            f"{name:10} {1000 * statistics.median(times):6.1f} ms  [{1000 * min(times):.1f}, {1000 * max(times):.1f}]"
        )
    print(f"{'ratio':10} {statistics.median(ratios):6.2f}     [{min(ratios):.2f}, {max(ratios):.2f}]")


if __name__ == "__main__":
    main()
