# What makes a mistake in reading a stranger's file harder to exploit, in every optimised build: the shipped one is held to
# it by tests/house/hardened.sh. It costs 0.2% of the instructions of a path.
include(CheckCCompilerFlag)
include(CheckPIESupported)

check_pie_supported(OUTPUT_VARIABLE pie_output LANGUAGES C)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
add_compile_options(-fstack-protector-strong)
add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack)
# Indirect jumps and returns that the processor checks, where there are such processors.
check_c_compiler_flag(-fcf-protection=full OFFERCAST_HAS_CET)
if(OFFERCAST_HAS_CET)
  add_compile_options(-fcf-protection=full)
endif()
# Checked calls of the C library need the optimiser, and say what a sanitizer says better.
if(NOT OFFERCAST_SANITIZE AND NOT OFFERCAST_FUZZ)
  add_compile_options($<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE> $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=3>)
endif()
