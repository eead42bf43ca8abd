# How the folders become libraries, and how kernel files are compiled once per instruction set.

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
if(NOT CMAKE_SYSTEM_PROCESSOR STREQUAL wasm32)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON) # for the shared library
endif()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_C_FLAGS_RELEASE "-O3 -DNDEBUG" CACHE STRING "Flags of a release build")

add_compile_definitions(_POSIX_C_SOURCE=200809L OFFERCAST_VERSION="${PROJECT_VERSION}")
# One arithmetic on every machine: no contraction to fma, no errno, no floating traps. See docs/decisions.
add_compile_options(-ffp-contract=off -fno-math-errno -fno-trapping-math)
# A function that no header declares would be taken to return an int: a pointer cut in half.
add_compile_options(-Werror=implicit-function-declaration)
if(NOT CMAKE_SYSTEM_PROCESSOR STREQUAL wasm32) # which has no stack to smash, and no addresses to jump to
  include(offercast_hardening)
endif()
if(OFFERCAST_WARNINGS)
  # A member that an initializer leaves out is zero, and meant to be.
  add_compile_options(-Werror -Wall -Wextra -Wno-missing-field-initializers -Wpedantic -Wshadow -Wconversion
    -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wformat=2 -Wvla -Wdouble-promotion)
endif()
if(OFFERCAST_SANITIZE)
  add_compile_options(-fsanitize=${OFFERCAST_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g)
  add_link_options(-fsanitize=${OFFERCAST_SANITIZE})
endif()
if(OFFERCAST_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(OFFERCAST_COVERAGE)
  add_compile_options(--coverage -fprofile-update=atomic) # threads count too
  add_link_options(--coverage)
endif()

# The instruction sets of this processor family, best last, and their flags.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(OFFERCAST_ISAS baseline avx2 avx512)
  set(OFFERCAST_ISA_FLAGS_baseline -march=x86-64-v2)
  set(OFFERCAST_ISA_FLAGS_avx2 -march=x86-64-v3)
  set(OFFERCAST_ISA_FLAGS_avx512 -march=x86-64-v4 -mprefer-vector-width=512)
else()
  set(OFFERCAST_ISAS baseline avx2 avx512) # the same code three times; only baseline is ever chosen
endif()

# Reads the names out of an X-macro list: every line NAME_IN_CAPITALS(word ...).
function(offercast_list_names def_file result)
  set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${def_file})
  file(STRINGS ${PROJECT_SOURCE_DIR}/${def_file} lines REGEX "^[A-Z_]+\\(")
  set(names)
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^[A-Z_]+\\(([a-z0-9_]+).*$" "\\1" name "${line}")
    list(APPEND names ${name})
  endforeach()
  set(${result} ${names} PARENT_SCOPE)
endfunction()

# The files that a list names: PLACE/LIST/NAME.c, or PLACE/NAME.c where PLACE/LIST.def has no folder of its own.
function(offercast_list_files def_file result)
  string(REGEX REPLACE "\\.def$" "" folder ${def_file})
  if(NOT IS_DIRECTORY ${PROJECT_SOURCE_DIR}/${folder})
    get_filename_component(folder ${folder} DIRECTORY)
  endif()
  offercast_list_names(${def_file} names)
  list(TRANSFORM names PREPEND ${folder}/)
  list(TRANSFORM names APPEND .c)
  foreach(file IN LISTS names)
    if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${file})
      message(FATAL_ERROR "${def_file} names ${file}, which is not there")
    endif()
  endforeach()
  set(${result} ${names} PARENT_SCOPE)
endfunction()

# offercast_library(FOLDER [KERNELS LIST.def...] [EXCEPT FILES]): all C files below FOLDER; those that a LIST.def names once
# per instruction set.
function(offercast_library folder)
  cmake_parse_arguments(arg "" "" "KERNELS;EXCEPT" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/${folder}/*.c)
  list(REMOVE_ITEM sources "" ${arg_EXCEPT})
  set(objects)
  if(arg_KERNELS)
    set(kernels)
    foreach(def_file IN LISTS arg_KERNELS)
      offercast_list_files(${def_file} files)
      list(APPEND kernels ${files})
    endforeach()
    list(REMOVE_ITEM sources "" ${kernels})
    foreach(isa IN LISTS OFFERCAST_ISAS)
      add_library(offercast_${folder}_${isa} OBJECT ${kernels})
      target_compile_definitions(offercast_${folder}_${isa} PRIVATE ISA=${isa})
      # A loop's own steps are a fifth of what a short loop over a column does. clang unrolls by itself.
      target_compile_options(offercast_${folder}_${isa} PRIVATE ${OFFERCAST_ISA_FLAGS_${isa}}
                             $<$<C_COMPILER_ID:GNU>:-funroll-loops>)
      target_include_directories(offercast_${folder}_${isa} PRIVATE ${PROJECT_SOURCE_DIR})
      list(APPEND objects $<TARGET_OBJECTS:offercast_${folder}_${isa}>)
    endforeach()
  endif()
  add_library(offercast_${folder} STATIC ${sources} ${objects})
  target_include_directories(offercast_${folder} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
endfunction()
