# offercast-mpi, where there is MPI: a program of its own, so that the others need none.
set(OFFERCAST_MPI AUTO CACHE STRING "Build offercast-mpi: ON, OFF, or AUTO: where MPI is found")
set_property(CACHE OFFERCAST_MPI PROPERTY STRINGS ON OFF AUTO)

if(OFFERCAST_MPI STREQUAL "ON")
  find_package(MPI REQUIRED COMPONENTS C)
elseif(NOT OFFERCAST_MPI STREQUAL "OFF")
  find_package(MPI QUIET COMPONENTS C)
endif()
if(MPI_C_FOUND AND NOT OFFERCAST_MPI STREQUAL "OFF")
  add_executable(offercast-mpi mpi/main.c mpi/handout.c mpi/gather.c mpi/wait.c)
  target_link_libraries(offercast-mpi PRIVATE offercast_cli MPI::MPI_C)
  install(TARGETS offercast-mpi COMPONENT mpi EXCLUDE_FROM_ALL) # no part of the package, which needs no MPI
endif()
