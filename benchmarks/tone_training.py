"""Training of several models of tone side by side: by labels, or by what larger models say.

Used by train_target_tone.py.
"""

import time

import torch
from tone_models import lessen, measure_ranges
from tone_rounds import list_batches, take, wording_of
from tone_texts import UNTOLD
from torch.nn import functional

SMOOTHING = 0.05
WORDING = 0.3  # weight of the wording beside the targets
WARMING = 0.1  # share of the steps in which the rate rises
HEADS = 3  # times as fast as the encoder the heads are learnt


def fit(stack, rounds, weigh, unseen, settings, sample=None):
    """Train the models of a stack on rounds of texts.

    `weigh` gives the sum of their losses on a batch; `unseen` the fold that each leaves out. With a `sample` the last
    rounds (`settings["rounded"]`) are learnt with products that round as the graph does.
    """
    torch.manual_seed(0)
    batches = [list_batches(given, unseen, settings["batch"], seed=n) for n, given in enumerate(rounds)]
    stack.learn()
    optimiser = make_optimiser(stack, settings["rate"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [group["lr"] for group in optimiser.param_groups],
        total_steps=sum(map(len, batches)),
        pct_start=WARMING,
        cycle_momentum=False,
    )
    started, stack.training = time.monotonic(), True
    for n, given in enumerate(rounds):
        if sample is not None and n == len(rounds) - settings["rounded"]:
            stack.training, stack.ranges = False, measure_ranges(stack, sample)
            stack.training = True
        total = torch.zeros((), device=stack.device)
        for rows in batches[n]:
            batch = take(given, rows, stack.device)
            with lessen(stack.device):
                of_targets, of_wording = stack(batch)
            loss = weigh(n, batch, of_targets.float(), of_wording.float())
            stack.slopes.zero_()
            loss.backward()
            clip_slopes(stack.slopes)
            optimiser.step()
            schedule.step()
            total += loss.detach()
        spent = time.monotonic() - started
        print(f"round {n}: loss {total.item() / len(batches[n]) / stack.n:.4f}, {spent:.0f} s", flush=True)
    stack.training = False
    for weight in stack.weights.values():
        weight.requires_grad_(False)


def make_optimiser(stack, rate):
    """AdamW (Loshchilov and Hutter 2019) over the weights of each model, its heads faster."""
    groups = []
    for own, slopes in zip(stack.flat, stack.slopes, strict=True):
        for part, faster in ((slice(stack.n_encoder), 1), (slice(stack.n_encoder, None), HEADS)):
            weights = torch.nn.Parameter(own[part])
            weights.grad = slopes[part]
            groups.append({"params": [weights], "lr": rate * faster})
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def clip_slopes(slopes, most=1.0):
    slopes.mul_((most / slopes.norm(dim=1, keepdim=True).clamp(min=1e-9)).clamp(max=1))


def weigh_labels(rounds, n_models, device):
    """Make the loss by the labels: of the targets, and of the wording, which is taken for that of its targets."""
    shares = [torch.from_numpy(wording_of(given)).to(device) for given in rounds]
    labels = [torch.from_numpy(given.labels).to(device) for given in rounds]

    def weigh(n, batch, of_targets, of_wording):
        own = labels[n][batch.number]
        loss = mean_by_model(surprise(of_targets, own), own != UNTOLD, batch.model, n_models)
        told, there = shares[n][batch.rows], batch.rows >= 0
        there = there & (told.sum(2) > 0)
        told = told * (1 - SMOOTHING) + SMOOTHING / 3
        of_text = -(told * functional.log_softmax(of_wording, dim=2)).sum(2)
        return loss + WORDING * ((of_text * there).sum(1) / there.sum(1).clamp(min=1)).sum()

    return weigh


def weigh_teachers(rounds, answers, which, settings, device):
    """Make the loss by what larger models say (Hinton, Vinyals and Dean 2015), and by the labels where there are any.

    Takes: for each round what each teacher says of its targets (teachers x targets x 3) and texts; which teacher is the
    one of each model; the temperature at which they learn (`heat`) and the weight of the labels.
    """
    which, n_models, heat = torch.tensor(which, device=device), len(which), settings["heat"]
    labels = [torch.from_numpy(given.labels).to(device) for given in rounds]
    answers = [[torch.from_numpy(part).to(device) for part in told] for told in answers]

    def weigh(n, batch, of_targets, of_wording):
        of_target, of_text = answers[n]
        apart = diverge(of_targets, of_target[which[batch.model], batch.number].float(), heat)
        loss = mean_by_model(apart, torch.ones_like(apart, dtype=torch.bool), batch.model, n_models)
        own = labels[n][batch.number]
        by_label = mean_by_model(surprise(of_targets, own), own != UNTOLD, batch.model, n_models)
        loss = loss + settings["labels"] * by_label
        apart = diverge(of_wording, of_text[which[:, None], batch.rows].float(), heat)
        there = batch.rows >= 0
        return loss + WORDING * ((apart * there).sum(1) / there.sum(1)).sum()

    return weigh


def surprise(said, labels):
    return functional.cross_entropy(said, labels, ignore_index=UNTOLD, label_smoothing=SMOOTHING, reduction="none")


def diverge(said, told, heat):
    """Divergence of what one says from what the other told, both at one temperature."""
    told = functional.log_softmax(told / heat, dim=-1)
    said = functional.log_softmax(said / heat, dim=-1)
    return (told.exp() * (told - said)).sum(-1) * heat**2


def mean_by_model(losses, told, model, n_models):
    """The sum of the mean losses of each model."""
    counts = torch.zeros(n_models, device=losses.device).index_add(0, model, told.float()).clamp(min=1)
    return (torch.where(told, losses, 0.0) / counts[model]).sum()
