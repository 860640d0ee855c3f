"""The one costly sum of a machine, without its exponentials and in blocks that stay in the processor's cache.

For every example and every unit k of a group, the free energy needs sum_j softplus(a_j + w_kj) over the hidden units.
Written plainly, that is a tensor of (batch, units, hidden) that travels to memory and back several times, with an
exponential and a logarithm for each element. But softplus(a + w) = log(1 + exp(a) exp(w)): the exponentials are taken
once for each a and w, and one logarithm serves the product of two terms. `benchmarks/machine_speed.py` prints the
ratio to the plain form.
"""

from typing import Any

import torch
from torch import Tensor

_EXAMPLES_PER_BLOCK = 2  # examples; 2 x 384 x 512 floats are 1.6 MB
_MAX_EXPONENT = 40.0  # exp(2 * 40) still fits single precision


class _SoftplusSum(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, drive: Tensor, weight: Tensor) -> Tensor:  # noqa: ANN401 - torch's own type is private
        raised, weights = drive.clamp(max=_MAX_EXPONENT).exp(), weight.clamp(max=_MAX_EXPONENT).exp()
        ctx.save_for_backward(raised, weights)
        first, second = (half.contiguous() for half in weights.tensor_split(2, dim=1))
        totals = []
        for block in torch.split(raised, _EXAMPLES_PER_BLOCK):
            left, right = block.tensor_split(2, dim=1)
            product = _one_plus_product(left, first)
            rest = _one_plus_product(right, second)
            product[..., : rest.shape[2]].mul_(rest)
            totals.append(product.log_().sum(2))
        return torch.cat(totals)

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, Tensor]:  # noqa: ANN401
        raised, weights = ctx.saved_tensors
        of_drive, of_weight = [], torch.zeros_like(weights)
        for block, slope in zip(
            torch.split(raised, _EXAMPLES_PER_BLOCK), torch.split(slopes[0], _EXAMPLES_PER_BLOCK), strict=True
        ):
            # The sigmoid of what was summed is 1 - 1 / (1 + exp).
            off = _one_plus_product(block, weights).reciprocal_()
            of_drive.append(slope.sum(1, keepdim=True) - torch.bmm(slope[:, None], off)[:, 0])
            of_weight += slope.sum(0)[:, None] - off.mul_(slope[:, :, None]).sum(0)
        return torch.cat(of_drive), of_weight


def _one_plus_product(raised: Tensor, weights: Tensor) -> Tensor:
    """1 + exp(a) exp(w), shape (batch, units, hidden)."""
    return (raised[:, None] * weights).add_(1)


def softplus_sum(drive: Tensor, weight: Tensor) -> Tensor:
    """Sum softplus(drive[b, j] + weight[k, j]) over j.

    Args:
        drive: Shape (batch, hidden).
        weight: Shape (units, hidden).

    Returns:
        Shape (batch, units), with a gradient for both.
    """
    total: Tensor = _SoftplusSum.apply(drive, weight)  # type: ignore[no-untyped-call]
    return total


def log_products(raised: Tensor, weights: Tensor) -> Tensor:
    """Sum log(1 + raised[e, j] * weights[k, e, j]) over j, in double precision, shape (units, experts).

    Args:
        raised: exp of what the hidden units receive, shape (experts, hidden), hidden a multiple of 8.
        weights: exp of the weights, shape (units, experts, hidden).
    """
    product = (weights * raised).add_(1)
    for _ in range(3):
        left, right = product.tensor_split(2, dim=2)
        product = left.mul_(right)
    return product.log().sum(2)
