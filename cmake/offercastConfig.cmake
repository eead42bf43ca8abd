# find_package(offercast): the target offercast::offercast, from the file of pkg-config that lies beside.
find_package(PkgConfig REQUIRED)
set(offercast_path "$ENV{PKG_CONFIG_PATH}")
set(ENV{PKG_CONFIG_PATH} "${CMAKE_CURRENT_LIST_DIR}/../../pkgconfig:${offercast_path}")
pkg_check_modules(OFFERCAST REQUIRED IMPORTED_TARGET GLOBAL offercast)
set(ENV{PKG_CONFIG_PATH} "${offercast_path}")
if(NOT TARGET offercast::offercast)
  add_library(offercast::offercast ALIAS PkgConfig::OFFERCAST)
endif()
