// The words that the headers of CUDA's run-time library put before their declarations. Python wheels leave
// the toolkit's own file of this name to the compiler's package; a C++ compiler needs no more of it than
// this.
#pragma once

#define CUDARTAPI
#define CUDARTAPI_CDECL
#define CUDART_CB
#define __align__(n) __attribute__((aligned(n)))
#define __builtin_align__(n) __align__(n)
#define __cudart_builtin__
#define __device__
#define __device_builtin__
#define __device_builtin_surface_type__
#define __device_builtin_texture_type__
#define __host__
#define __specialization_static
