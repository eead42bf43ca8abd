# Builds for WebAssembly with Debian's emscripten: its clang directly, file by file, and emcc for the link alone, which is
# ten times as quick as emcc for everything.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

find_program(OFFERCAST_EMCC emcc REQUIRED)
find_program(CMAKE_C_COMPILER clang-14 REQUIRED)
find_program(CMAKE_AR llvm-ar-14 REQUIRED)
find_program(CMAKE_RANLIB llvm-ranlib-14 REQUIRED)
if(NOT OFFERCAST_EMCC_FLAGS)
  execute_process(COMMAND ${OFFERCAST_EMCC} --cflags OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
  set(OFFERCAST_EMCC_FLAGS "${flags}" CACHE INTERNAL "What emcc hands to clang")
endif()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES OFFERCAST_EMCC_FLAGS)

# clang 14 vectorises the scramble of Sobol' points for WebAssembly into other, plausible ones: no loop is left to it. Vectors
# that are written as such (sim/vector.h) do become SIMD; relaxed SIMD would leave the arithmetic to the machine.
# With instructions that fill and copy memory the linker wants atomics for what each thread has of its own: there is one.
set(CMAKE_C_FLAGS_INIT "${OFFERCAST_EMCC_FLAGS} -msimd128 -mbulk-memory -D_Thread_local= -fno-vectorize -fno-slp-vectorize")
# Its scripts want Debian's acorn, whichever node runs them, and no fetch of node's own.
set(CMAKE_C_LINK_EXECUTABLE
  "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs NODE_OPTIONS=--no-experimental-fetch ${OFFERCAST_EMCC} <LINK_FLAGS> <OBJECTS> -o <TARGET> <LINK_LIBRARIES>")

# What was built for this system is of no use here.
set(CMAKE_FIND_ROOT_PATH ${OFFERCAST_PREFIX})
set(CMAKE_PREFIX_PATH ${OFFERCAST_PREFIX})
foreach(kind LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${kind} ONLY)
endforeach()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES OFFERCAST_PREFIX)
set(ENV{PKG_CONFIG_LIBDIR} ${OFFERCAST_PREFIX}/lib/pkgconfig)
