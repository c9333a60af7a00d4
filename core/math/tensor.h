// The part of LibTorch that Nescio speaks: tensors and their functions, modules with parameters, gradients,
// and what there is of CUDA. All of torch/torch.h costs every file that sees it twice the time to compile.
#pragma once

// Qt's moc follows includes, too, and has nothing to find in these.
#ifndef Q_MOC_RUN
#include <torch/autograd.h>
#include <torch/cuda.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>
#endif
